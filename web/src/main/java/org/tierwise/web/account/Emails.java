package org.tierwise.web.account;

/** What is taken for an email address: it has to reach a person, not to pass every case of RFC 5321. */
public final class Emails {
    private static final int LENGTH_MAX = 320;

    private Emails() {}

    public static boolean isOne(String text) {
        return text.length() <= LENGTH_MAX
                && text.matches("[^\\s@<>\"\\p{Cntrl}]{1,64}@[\\p{L}\\p{N}.-]{1,250}")
                && !text.contains("..");
    }
}
