package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.Secrets;
import org.tierwise.catalog.account.SignIn;
import org.tierwise.catalog.account.SignInRepository;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.PublicAddress;
import org.tierwise.web.http.SignInLink;

/** Signing in: by the one-time link at this machine, by password and second factor, or at another site. */
public final class SignInPages {
    private static final String DEVICE = "device";
    private static final Duration DEVICE_LIFE = Duration.ofDays(90);

    private final Tx tx;
    private final Access access;
    private final Authentication authentication;
    private final SignInLink link;
    private final PublicAddress address;
    private final AccountLog log;
    private final Messages messages;
    private final boolean oidc;
    private final Secrets secrets = new Secrets();

    /**
     * @param oidc whether one may sign in at another site
     */
    public SignInPages(
            Tx tx,
            Access access,
            Authentication authentication,
            SignInLink link,
            PublicAddress address,
            AccountLog log,
            Messages messages,
            boolean oidc) {
        this.tx = tx;
        this.access = access;
        this.authentication = authentication;
        this.link = link;
        this.address = address;
        this.log = log;
        this.messages = messages;
        this.oidc = oidc;
    }

    public void show(Context ctx) {
        var token = ctx.queryParam("token");
        if (token != null && isOpened(ctx) && address.isLocal(ctx) && link.redeem(token)) {
            log.linkUsed(ctx);
            access.open(ctx, null, SignIn.Stage.OPEN, true);
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        if (Access.isSignedIn(ctx)) {
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            return;
        }
        if (token != null && isOpened(ctx)) {
            log.linkRefused(ctx);
        }
        ctx.status(token == null ? HttpStatus.OK : HttpStatus.FORBIDDEN);
        render(ctx, Form.EMPTY, token == null ? "" : messages.text("signin.refused"));
    }

    /** A preview or a prefetch must not use the link up. */
    private static boolean isOpened(Context ctx) {
        return ctx.method().equals(HandlerType.GET)
                && ctx.header("Sec-Purpose") == null
                && ctx.header("Purpose") == null;
    }

    private void render(Context ctx, Form form, String problem) {
        boolean accounts = tx.read(db -> !new AccountRepository(db).list().isEmpty());
        var model = new LinkedHashMap<String, Object>();
        model.put("problem", problem);
        model.put("email", form.value("email"));
        model.put("accounts", accounts);
        model.put("oidc", oidc);
        model.put("local", address.isLocal(ctx));
        model.put("file", link.file().toString());
        ctx.render("account/signin", model);
    }

    /** Takes email and password. */
    public void password(Context ctx) {
        var form = Form.of(ctx);
        var email = form.value("email");
        var typed = form.all("password");
        var client = address.client(ctx).getHostAddress();
        var outcome = authentication.password(
                email, typed.isEmpty() ? "" : typed.getFirst(), client, ctx.cookie(address.cookie(ctx, DEVICE)));
        var account = outcome.account();
        if (account == null) {
            log.refused(ctx, email);
            refuse(ctx, form, outcome);
            return;
        }
        if (account.secondFactor()) {
            access.open(ctx, account, SignIn.Stage.SECOND_FACTOR, false);
            ctx.redirect("/sign-in/code", HttpStatus.SEE_OTHER);
            return;
        }
        finish(ctx, account, false);
    }

    private void refuse(Context ctx, Form form, Authentication.Outcome outcome) {
        if (outcome.pause().isZero()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            render(ctx, form, messages.text("signin.wrong"));
        } else {
            tooMany(ctx, outcome.pause());
            render(ctx, form, messages.text("signin.wait", minutes(outcome.pause())));
        }
    }

    private static void tooMany(Context ctx, Duration wait) {
        ctx.status(HttpStatus.TOO_MANY_REQUESTS);
        ctx.header("Retry-After", Long.toString(wait.toSeconds()));
    }

    private static long minutes(Duration wait) {
        return wait.plusSeconds(59).toMinutes();
    }

    /** The person signed in at another site: a second factor that is set up here is asked for if that site did not. */
    void finishElsewhere(Context ctx, Account account, boolean strong) {
        if (account.secondFactor() && !strong) {
            access.open(ctx, account, SignIn.Stage.SECOND_FACTOR, false);
            ctx.redirect("/sign-in/code", HttpStatus.SEE_OTHER);
        } else {
            log.signedInElsewhere(ctx, account, strong);
            open(ctx, account, strong);
        }
    }

    /** Opens the session and remembers the browser. */
    void finish(Context ctx, Account account, boolean secondFactor) {
        log.signedIn(ctx, account, secondFactor);
        open(ctx, account, secondFactor);
    }

    private void open(Context ctx, Account account, boolean secondFactor) {
        access.open(ctx, account, SignIn.Stage.OPEN, secondFactor);
        var known = ctx.cookie(address.cookie(ctx, DEVICE));
        var device = known == null || known.length() != 43 ? secrets.secret() : known;
        tx.writingEssential(db -> new AccountRepository(db).rememberDevice(account.id(), Secrets.hash(device)));
        var cookie = new Cookie(address.cookie(ctx, DEVICE), device);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setMaxAge((int) DEVICE_LIFE.toSeconds());
        ctx.cookie(cookie);
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    /** Asks for the code of the second factor. */
    public void code(Context ctx) {
        if (waiting(ctx).isEmpty()) {
            ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
            return;
        }
        ctx.render("account/code", java.util.Map.of("problem", ""));
    }

    public void checkCode(Context ctx) {
        var account = waiting(ctx);
        if (account.isEmpty()) {
            ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
            return;
        }
        var outcome = authentication.code(account.get(), Form.of(ctx).value("code"));
        if (outcome.account() != null) {
            finish(ctx, account.get(), true);
            return;
        }
        log.refused(ctx, account.get().email());
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        var problem = messages.text("signin.code.wrong");
        if (!outcome.pause().isZero()) {
            tooMany(ctx, outcome.pause());
            problem = messages.text("signin.wait", minutes(outcome.pause()));
        }
        ctx.render("account/code", java.util.Map.of("problem", problem));
    }

    /** The person whose password was right and whose code is missing. */
    private Optional<Account> waiting(Context ctx) {
        return access.halfOpen(ctx)
                .flatMap(secret -> tx.read(db -> new SignInRepository(db).find(Secrets.hash(secret))))
                .filter(found -> found.stage() == SignIn.Stage.SECOND_FACTOR)
                .flatMap(found -> Optional.ofNullable(found.account()));
    }

    public void signOut(Context ctx) {
        log.signedOut(ctx);
        access.signOut(ctx);
        ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }
}
