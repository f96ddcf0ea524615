package org.tierwise.catalog.json;

import java.math.BigDecimal;
import org.tierwise.catalog.pricing.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Dollars as a JSON number with at least the cents: 12.50. Exact: a sum with parts of a cent keeps them. */
final class MoneyAsNumber extends ValueSerializer<Money> {
    private static final int CENTS = 2;

    @Override
    public void serialize(Money value, JsonGenerator out, SerializationContext context) {
        var usd = BigDecimal.valueOf(value.micros(), 6).stripTrailingZeros();
        out.writeNumber(usd.scale() < CENTS ? usd.setScale(CENTS) : usd);
    }
}
