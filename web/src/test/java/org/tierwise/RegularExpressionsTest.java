package org.tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No regular expression of the program needs more steps than its input is long, times a constant: an input of 5,000
 * characters that is made to mislead it is read at most 200 times over. Steps are counted, not time.
 */
class RegularExpressionsTest {
    private static final int LENGTH = 5_000;
    private static final long STEPS_PER_CHARACTER = 200;
    private static final String LITERAL = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
    /** Expressions in one literal; the few that are put together of several are not seen here. */
    private static final Pattern USE = Pattern.compile(
            "(Pattern\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split)\\(\\s*" + LITERAL + "(?!\\s*\\+)");

    /** These read numbers and names of our own, of a few characters. */
    private static final Set<String> OF_OUR_OWN = Set.of("(?:0+$)", "(?:\\.?0+$)", "(?:\\s*,\\s*)", "(?:\\s*::\\s*)");

    private static final List<String> INPUTS = List.of(
            "a", "1", " ", "\t", "\n", "-", ".", ",", "\"", "'", "/", "%", "=", ":", "_", "0", "é", "a ", "1.", "1,",
            "a-", "1 000", "ab:", "1e", " \n", "a.b", "(", "x=", "€1");

    @Test
    void take_steps_in_proportion_to_their_input() throws IOException {
        var expressions = expressions();
        assertThat(expressions).hasSizeGreaterThan(60);
        var slow = new TreeSet<String>();
        for (var expression : expressions) {
            var pattern = Pattern.compile(expression);
            for (var input : INPUTS) {
                var hostile = input.repeat(LENGTH / input.length());
                for (var text : List.of(hostile + "\u0001", hostile, "1" + hostile + "!", "a" + hostile + "\u0001x")) {
                    var counted = new Counted(text);
                    try {
                        assertThat(pattern.matcher(counted).find()).isIn(true, false);
                    } catch (TooManySteps | StackOverflowError e) {
                        slow.add(expression);
                    }
                }
            }
        }
        assertThat(slow).containsExactlyInAnyOrderElementsOf(OF_OUR_OWN);
    }

    @Test
    void an_expression_that_goes_back_again_and_again_is_noticed() {
        var counted = new Counted("a".repeat(LENGTH) + "!");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Pattern.compile("\\s*a+a+$").matcher(counted).matches()))
                .isInstanceOf(TooManySteps.class);
    }

    private static TreeSet<String> expressions() throws IOException {
        var found = new TreeSet<String>();
        for (var module : List.of("migrations", "catalog", "solver", "web")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (var file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    var uses = USE.matcher(Files.readString(file));
                    while (uses.find()) {
                        var whole = uses.group(1).equals(".matches") ? "\\A(?:" : "(?:";
                        found.add(whole + uses.group(2).translateEscapes() + (whole.length() > 3 ? ")\\z" : ")"));
                    }
                }
            }
        }
        return found;
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A text that counts how often it is looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long left;

        Counted(String text) {
            this.text = text;
            limit();
        }

        void limit() {
            left = STEPS_PER_CHARACTER * text.length();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
