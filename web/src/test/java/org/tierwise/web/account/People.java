package org.tierwise.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.tierwise.web.TestServer;
import org.tierwise.web.Visitor;

/** Makes people through the pages, as they are made in real life. */
public final class People {
    public static final String PASSWORD = "correct horse battery staple";
    private static final Pattern LINK = Pattern.compile("<code>(https?://[^<]+token=[^<]+)</code>");
    private static final Pattern KEY = Pattern.compile("<code>(tw_[A-Za-z0-9_-]{43})</code>");

    private People() {}

    public static void operator(Visitor owner, String email) {
        var answer = owner.post("/accounts", Map.of("email", email, "name", "Op", "new-password", PASSWORD));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    /** Invites, opens the link and registers: the new member's browser. */
    public static Visitor member(TestServer server, Visitor admin, String email, String role) {
        var visitor = new Visitor(server.origin());
        var link = invitation(admin, email, role);
        var page = visitor.get(link);
        assertThat(page.body()).contains("Create account and join");
        var joined = visitor.post(
                "/invitation", Map.of("token", token(link), "name", "Member " + role, "new-password", PASSWORD));
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(303);
        return visitor;
    }

    public static String invitation(Visitor admin, String email, String role) {
        var answer = admin.post("/members/invite", Map.of("email", email, "role", role));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return found(LINK, answer.body());
    }

    static String token(String link) {
        return link.substring(link.indexOf("token=") + 6);
    }

    static String link(String page) {
        return found(LINK, page);
    }

    /** An API token. */
    public static String key(Visitor visitor, String name, String role) {
        var answer = visitor.post("/tokens", Map.of("name", name, "role", role, "days", "7"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return found(KEY, answer.body());
    }

    private static String found(Pattern pattern, String page) {
        var match = pattern.matcher(page);
        assertThat(match.find()).as(page).isTrue();
        return match.group(1);
    }

    public static Visitor signedIn(TestServer server, String email, String password) {
        var visitor = new Visitor(server.origin());
        var answer = visitor.post("/sign-in", Map.of("email", email, "password", password));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return visitor;
    }
}
