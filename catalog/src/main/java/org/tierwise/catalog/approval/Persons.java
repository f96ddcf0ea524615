package org.tierwise.catalog.approval;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether two names of those who acted are of one person, whatever they acted through. */
public final class Persons {
    private static final Pattern EMAIL = Pattern.compile("<([^<>]+)>$");
    /** A program acts for who made its token. */
    private static final Pattern TOKEN = Pattern.compile("^token .* of (?<maker>[^ ].*)$");

    private Persons() {}

    /** An address of e-mail is the person; its name may be changed. */
    public static boolean same(String one, String other) {
        return key(one).equals(key(other));
    }

    private static String key(String name) {
        var email = EMAIL.matcher(name);
        if (email.find()) {
            return email.group(1).toLowerCase(Locale.ROOT);
        }
        var token = TOKEN.matcher(name);
        return token.matches() ? token.group("maker") : name;
    }
}
