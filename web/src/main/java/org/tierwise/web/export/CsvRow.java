package org.tierwise.web.export;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.inventory.FormulaGuard;
import org.tierwise.catalog.pricing.Money;

/**
 * One record of a CSV file by RFC 4180, its fields typed: text is always quoted and guarded against formulas, numbers
 * and missing values never are. So {@code -5.00} stays a number and {@code =cmd} stays text.
 */
public final class CsvRow {
    private final List<String> fields = new ArrayList<>();

    public CsvRow text(@Nullable String text) {
        fields.add(text == null ? "" : '"' + FormulaGuard.guard(text).replace("\"", "\"\"") + '"');
        return this;
    }

    /** A header or a code of our own: quoted only if it must be. */
    public CsvRow code(@Nullable String code) {
        if (code == null) {
            return missing();
        }
        if (!code.matches("[A-Za-z0-9_.-]*") || !FormulaGuard.guard(code).equals(code)) {
            return text(code);
        }
        fields.add(code);
        return this;
    }

    /** At most {@code decimals} decimals, without trailing zeros. */
    public CsvRow number(@Nullable Double value, int decimals) {
        fields.add(value == null ? "" : plain(value, decimals));
        return this;
    }

    public CsvRow number(long value) {
        fields.add(Long.toString(value));
        return this;
    }

    /** Two decimals. */
    public CsvRow money(@Nullable Money money) {
        fields.add(money == null ? "" : money.usd().toPlainString());
        return this;
    }

    public CsvRow missing() {
        fields.add("");
        return this;
    }

    /** Fields so far. */
    int size() {
        return fields.size();
    }

    public void writeTo(Appendable out) throws IOException {
        out.append(String.join(",", fields)).append("\r\n");
    }

    static String plain(double value, int decimals) {
        var rounded = BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
