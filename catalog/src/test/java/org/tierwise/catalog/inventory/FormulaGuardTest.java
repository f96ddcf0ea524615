package org.tierwise.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {
    private static final String ALPHABET = "'' =+-@\t\r\n＝＋－＠\u00a0ab1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1", "+1", "-5.00", "@name", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "  =1", "''=1", "' =1"
            })
    void text_that_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(String text) {
        assertThat(FormulaGuard.guard(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "'quoted'", "5", "Köln", " plain", "'"})
    void other_text_stays_as_it_is(String text) {
        assertThat(FormulaGuard.guard(text)).isEqualTo(text);
        assertThat(FormulaGuard.unguard(text)).isEqualTo(text);
    }

    @RepeatedTest(5)
    void stripping_gives_back_what_was_guarded(org.junit.jupiter.api.RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(6);
            for (int j = 0; j < length; j++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            assertThat(FormulaGuard.unguard(FormulaGuard.guard(text.toString())))
                    .isEqualTo(text.toString());
        }
    }
}
