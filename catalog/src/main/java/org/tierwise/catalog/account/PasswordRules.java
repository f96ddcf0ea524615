package org.tierwise.catalog.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which passwords are taken (ASVS 6.2): 12 to 256 characters, any of them, no rules of composition, and none that a
 * guesser tries early. zxcvbn knows words, names, dates and rows of keys, and {@link LeakedPasswords} what others chose. Safe for concurrent use.
 */
public final class PasswordRules {
    public static final int LENGTH_MIN = 12;
    /** Never truncated; a longer one is refused. */
    public static final int LENGTH_MAX = 256;
    /** "Safely unguessable" on the scale of zxcvbn from 0 to 4: more than 10^8 guesses. */
    private static final int SCORE_MIN = 3;
    /** zxcvbn takes time that grows faster than the length; what follows only adds strength. */
    private static final int SCORED_MAX = 72;

    /** Fewer letters beside one's own name are guessed in minutes, whatever zxcvbn thinks of the mixture. */
    private static final int UNKNOWN_MIN = 8;

    private static final int WORD_MIN = 3;

    private static final List<String> OURS = List.of("tierwise", "workload", "inference", "accelerator", "enterprise");

    private final Zxcvbn zxcvbn = new Zxcvbn();

    /** Why a password is not taken. */
    public enum Problem {
        TOO_SHORT,
        TOO_LONG,
        EASY
    }

    /**
     * What is wrong with a password; empty if it is taken.
     *
     * @param about what a guesser knows: name and email
     */
    public Optional<Problem> problem(String password, List<String> about) {
        int length = password.codePointCount(0, password.length());
        if (length < LENGTH_MIN) {
            return Optional.of(Problem.TOO_SHORT);
        }
        if (length > LENGTH_MAX) {
            return Optional.of(Problem.TOO_LONG);
        }
        var known = new java.util.ArrayList<>(OURS);
        about.forEach(text -> known.addAll(List.of(text.split("[\\s@._-]+"))));
        known.addAll(about);
        known.removeIf(String::isBlank);
        if (lettersBeside(known, password) < UNKNOWN_MIN) {
            return Optional.of(Problem.EASY);
        }
        if (LeakedPasswords.contains(password)) {
            return Optional.of(Problem.EASY);
        }
        var scored = password.length() <= SCORED_MAX ? password : password.substring(0, SCORED_MAX);
        return zxcvbn.measure(scored, known).getScore() < SCORE_MIN ? Optional.of(Problem.EASY) : Optional.empty();
    }

    /** How much is left of a password without what a guesser knows. */
    private static int lettersBeside(List<String> known, String password) {
        var left = password.toLowerCase(Locale.ROOT);
        for (var word : known) {
            if (word.length() >= WORD_MIN) {
                left = left.replace(word.toLowerCase(Locale.ROOT), "");
            }
        }
        return left.length();
    }
}
