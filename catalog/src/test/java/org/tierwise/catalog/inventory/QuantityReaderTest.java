package org.tierwise.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityReaderTest {
    private final QuantityReader reader = new QuantityReader("USD");

    private Reading read(Field field, String cell) {
        return read(field, cell, '.');
    }

    private Reading read(Field field, String cell, char decimalSign) {
        var column = new ColumnMapping(0, "x", field, ColumnMapping.Match.EXACT, null, "", decimalSign, false);
        return reader.read(field, column, new NumberColumn(decimalSign, false, false, true), cell);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            LATENCY_BUDGET   | < 50ms            | .     | 50
            LATENCY_BUDGET   | 0,2 s             | ","   | 200
            LATENCY_BUDGET   | ≤ 80 ms           | .     | 80
            LATENCY_BUDGET   | ca. 400 ms        | .     | 400
            LATENCY_BUDGET   | up to 2 minutes   | .     | 120000
            LATENCY_BUDGET   | 500 µs            | .     | 0.5
            LATENCY_BUDGET   | 8000 msec         | .     | 8000
            LATENCY_BUDGET   | 1'500             | .     | 1500
            LATENCY_BUDGET   | 1 500 ms          | .     | 1500
            DEADLINE         | 8 h               | .     | 28800
            DEADLINE         | 10 Std.           | ","   | 36000
            DEADLINE         | 2 Tage            | ","   | 172800
            DEADLINE         | 90                | .     | 90
            CONTEXT_TOKENS   | 128k              | .     | 128000
            CONTEXT_TOKENS   | 8Ki               | .     | 8192
            CONTEXT_TOKENS   | 1.469             | .     | 1469
            CONTEXT_TOKENS   | "16,000"          | .     | 16000
            CONTEXT_TOKENS   | 1.5M tokens       | .     | 1500000
            PEAK_RPS         | 5 M/day           | .     | 57.8704
            PEAK_RPS         | 720 rpm           | .     | 12
            PEAK_RPS         | ~ 3 rps           | .     | 3
            PEAK_RPS         | 486/s             | .     | 486
            PEAK_RPS         | 48.0 req/s        | .     | 48
            PEAK_RPS         | 62,25 Anfragen/s  | ","   | 62.25
            PEAK_RPS         | 1555k             | .     | 1555000
            REQUESTS_PER_DAY | "322,000"         | .     | 3.72685
            REQUESTS_PER_DAY | 2.9M              | .     | 33.5648
            REQUESTS_PER_DAY | "5,2 Mio."        | ","   | 60.1852
            REQUESTS_PER_DAY | 100 rps           | .     | 100
            AVAILABILITY_TARGET | 99.5 %         | .     | 99.5
            GROWTH_PCT_YEAR  | -5 %              | .     | -5
            PAYLOAD_IN       | 0.3 MB            | .     | 300000
            PAYLOAD_IN       | 4 KiB             | .     | 4096
            MODEL_SIZE_B     | 70B               | .     | 70
            USERS            | 26.000            | ","   | 26000
            CALLS_PER_USER_DAY | "216,5"         | ","   | 216.5
            """)
    void quantities_are_read_with_their_units(Field field, String cell, char sign, double expected) {
        assertThat(read(field, cell, sign))
                .isInstanceOfSatisfying(
                        Reading.Value.class,
                        value -> assertThat(value.number())
                                .isCloseTo(expected, within(expected == 0 ? 1e-9 : Math.abs(expected) * 1e-5)));
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            LATENCY_BUDGET      | 2 ticks              | UNIT_UNKNOWN
            LATENCY_BUDGET      | -200 ms              | VALUE_OUT_OF_RANGE
            LATENCY_BUDGET      | 0 ms                 | VALUE_OUT_OF_RANGE
            LATENCY_BUDGET      | 25 h                 | VALUE_OUT_OF_RANGE
            LATENCY_BUDGET      | 100-200 ms           | NUMBER_INVALID
            LATENCY_BUDGET      | fast                 | NUMBER_INVALID
            LATENCY_BUDGET      | "1,50,0 ms"          | NUMBER_INVALID
            DEADLINE            | 400 d                | VALUE_OUT_OF_RANGE
            PEAK_RPS            | about ten per second | NUMBER_INVALID
            PEAK_RPS            | 10 parsecs           | UNIT_UNKNOWN
            AVAILABILITY_TARGET | 199.9%               | VALUE_OUT_OF_RANGE
            AVAILABILITY_TARGET | 0                    | VALUE_OUT_OF_RANGE
            CONTEXT_TOKENS      | 21M                  | VALUE_OUT_OF_RANGE
            GROWTH_PCT_YEAR     | -101 %               | VALUE_OUT_OF_RANGE
            OUTAGE_COST_PER_HOUR | 500 quatloos        | UNIT_UNKNOWN
            OUTAGE_COST_PER_HOUR | -5 EUR              | VALUE_OUT_OF_RANGE
            USERS               | 1e300                | VALUE_OUT_OF_RANGE
            """)
    void a_wrong_quantity_has_a_code_and_a_remedy(Field field, String cell, IssueCode code) {
        assertThat(read(field, cell)).isInstanceOfSatisfying(Reading.Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.suggestion()).isNotBlank();
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            €22,000        | .   | 22000 | EUR
            € 18,500       | .   | 18500 | EUR
            EUR 9,500      | .   | 9500  | EUR
            12k EUR        | .   | 12000 | EUR
            12.500,00 €    | ","   | 12500 | EUR
            9,5 Tsd. €     | ","   | 9500  | EUR
            $1.5M          | .   | 1500000 | USD
            500            | .   | 500   | USD
            CHF 1'200.50   | .   | 1200.5 | CHF
            £3k/h          | .   | 3000  | GBP
            """)
    void money_keeps_its_currency(String cell, char sign, double sum, String currency) {
        assertThat(read(Field.OUTAGE_COST_PER_HOUR, cell, sign)).isEqualTo(new Reading.Value(sum, currency));
    }

    @Test
    void the_decimal_sign_is_decided_by_the_whole_column() {
        assertThat(budgets(",", "1.500", "2.25")).containsExactly(1.5, 2.25);
        assertThat(budgets(",", "1.500", "1.500.000")).containsExactly(1_500.0, 1_500_000.0);
        assertThat(budgets(";", "1.500", "300")).containsExactly(1_500.0, 300.0);
        assertThat(budgets(",", "\"1,500\"", "300")).containsExactly(1_500.0, 300.0);
        assertThat(budgets(",", "0.250", "300")).containsExactly(0.25, 300.0);
        assertThat(budgets(",", "\"1.234,5\"", "1.500")).containsExactly(1_234.5, 1_500.0);
    }

    @Test
    void an_open_decimal_sign_is_taken_from_the_delimiter_and_asked() {
        var column = preview(";", "1.500", "300").columns().get(2);

        assertThat(column.decimalSign()).isEqualTo(',');
        assertThat(column.decimalSignOpen()).isTrue();
        assertThat(preview(";", "1.500", "2,5").columns().get(2).decimalSignOpen())
                .isFalse();
    }

    @Test
    void two_decimal_signs_in_one_column_are_an_error_until_the_user_chooses() {
        var text = "id;name;latency_budget\n1;a;1,5\n2;b;2.5\n3;c;300\n";
        var codes = ShippedImport.read(text).rejectedRows().stream()
                .flatMap(row -> row.result().issues().stream())
                .filter(Issue::isError)
                .map(Issue::code);
        assertThat(codes).containsExactly(IssueCode.NUMBER_AMBIGUOUS, IssueCode.NUMBER_AMBIGUOUS);

        var chosen = ShippedImport.IMPORT.read(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                ImportOptions.DEFAULT.withDecimalSigns(Map.of("latency_budget", ',')));
        assertThat(chosen.workloads().getFirst().budget().totalMs()).isEqualTo(1.5);
    }

    @Test
    void a_column_of_fractions_is_percent_unless_one_value_is_above_one() {
        assertThat(availability("0.999", "0.5")).containsExactly(99.9, 50.0);
        assertThat(availability("99.9", "0.5")).containsExactly(99.9, 0.5);
        assertThat(availability("99.9%", "99")).containsExactly(99.9, 99.0);
    }

    @Test
    void the_unit_of_a_cell_counts_before_the_unit_of_the_header() {
        var preview = ShippedImport.read("id,name,Latency [s]\n1,a,1.5\n2,b,300 ms\n");

        assertThat(preview.workloads()).extracting(w -> w.budget().totalMs()).containsExactly(1_500.0, 300.0);
        assertThat(ShippedImport.read("id,name,latency_budget_s,outage cost (GBP)\n1,a,2,500\n")
                        .workloads())
                .extracting(w -> w.budget().totalMs() + w.constraints().currency())
                .containsExactly("2000.0GBP");
    }

    private static java.util.List<Double> availability(String... cells) {
        return ShippedImport.read("id,name,sla\n1,a," + cells[0] + "\n2,b," + cells[1] + "\n").workloads().stream()
                .map(workload -> workload.constraints().availabilityPct())
                .toList();
    }

    private static java.util.List<Double> budgets(String delimiter, String... cells) {
        return preview(delimiter, cells).workloads().stream()
                .map(workload -> workload.budget().totalMs())
                .toList();
    }

    private static ImportPreview preview(String delimiter, String... cells) {
        return ShippedImport.read(("id,name,latency_budget\n1,a,A\n2,b,B\n")
                .replace(",", delimiter)
                .replace("A", cells[0])
                .replace("B", cells[1]));
    }
}
