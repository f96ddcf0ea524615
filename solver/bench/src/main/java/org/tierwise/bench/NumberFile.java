package org.tierwise.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a file one after the other, whatever the line breaks between them, as the formats of the literature
 * want it. Files are read as a stream: the largest have hundreds of megabytes.
 */
final class NumberFile implements Closeable {
    /** Sums of ten thousand of them, in micro-units, still fit a {@code long}. */
    private static final long MOST = 500_000_000;

    private static final int LONGEST = 40;

    private final Path file;
    private final InputStream in;
    private final StringBuilder token = new StringBuilder();
    private int line = 1;
    private int tokenLine = 1;
    private int ahead = -2;
    private boolean linesMatter;

    NumberFile(Path file) {
        this.file = file;
        try {
            in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e.getMessage());
        }
    }

    /** How many numbers, or other words, the file has. */
    static long count(Path file) {
        try (var numbers = new NumberFile(file)) {
            long count = 0;
            while (numbers.hasNext()) {
                numbers.skip();
                count++;
            }
            return count;
        }
    }

    boolean hasNext() {
        while (peek() >= 0 && peek() <= ' ') {
            read();
        }
        return peek() >= 0;
    }

    /** A whole number of at least {@code least}; {@code what} says in an error what it should have been. */
    int nextInt(String what, int least) {
        return (int) nextLong(what, least, Integer.MAX_VALUE);
    }

    long nextLong(String what, long least, long most) {
        BigDecimal value = next(what);
        long whole;
        try {
            whole = value.longValueExact();
        } catch (ArithmeticException e) {
            throw bad(what, "is not a whole number");
        }
        if (whole < least || whole > most) {
            throw bad(what, "must be between " + least + " and " + most);
        }
        return whole;
    }

    /** Money in micro-units; costs of the literature are whole numbers, sometimes written with decimals. */
    long nextMicros(String what) {
        BigDecimal value = next(what);
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(MOST)) > 0) {
            throw bad(what, "must be between 0 and " + MOST);
        }
        try {
            return value.movePointRight(6).longValueExact();
        } catch (ArithmeticException e) {
            throw bad(what, "has more than six decimals");
        }
    }

    /** From here on a line ends where it should: the next number must begin a new one, and those after it follow there. */
    void beginLine(String after) {
        if (hasNext() && line == tokenLine && linesMatter) {
            skip();
            throw new BadInput(file + ", line " + tokenLine + ": (" + token
                    + ") is too much; the line should end after " + after + ".");
        }
        linesMatter = true;
        tokenLine = hasNext() ? line : tokenLine;
    }

    /** The file must end here. */
    void end(String after) {
        if (hasNext()) {
            skip();
            throw new BadInput(file + ", line " + tokenLine + ": (" + token
                    + ") is too much; the file should end after " + after + ".");
        }
    }

    BadInput bad(String what, String why) {
        return new BadInput(file + ", line " + tokenLine + ": the " + what + " (" + token + ") " + why + ".");
    }

    private BigDecimal next(String what) {
        if (!hasNext()) {
            throw new BadInput(file + ", line " + line + ": the file ends before the " + what + ".");
        }
        if (linesMatter && line != tokenLine) {
            throw new BadInput(file + ", line " + tokenLine + ": the line ends before the " + what + ".");
        }
        skip();
        BigDecimal value = parsed();
        if (value == null) {
            throw bad(what, "is not a number");
        }
        return value;
    }

    private @Nullable BigDecimal parsed() {
        try {
            // An exponent of a thousand digits would be a number too, but none to calculate with.
            return token.length() > LONGEST || token.indexOf("e") >= 0 || token.indexOf("E") >= 0
                    ? null
                    : new BigDecimal(token.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void skip() {
        token.setLength(0);
        tokenLine = line;
        while (peek() > ' ') {
            int next = read();
            if (token.length() <= LONGEST) {
                token.append((char) next);
            }
        }
    }

    private int peek() {
        if (ahead == -2) {
            try {
                ahead = in.read();
            } catch (IOException e) {
                throw new BadInput(file + ", line " + line + " cannot be read: " + e.getMessage());
            }
        }
        return ahead;
    }

    private int read() {
        int next = peek();
        ahead = -2;
        if (next == '\n') {
            line++;
        }
        return next;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e.getMessage());
        }
    }
}
