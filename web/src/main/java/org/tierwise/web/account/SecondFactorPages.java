package org.tierwise.web.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.nayuki.qrcodegen.QrCode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.account.Account;
import org.tierwise.catalog.account.AccountRepository;
import org.tierwise.catalog.account.InstallationKey;
import org.tierwise.catalog.account.Secrets;
import org.tierwise.catalog.account.SignIn;
import org.tierwise.catalog.account.SignInRepository;
import org.tierwise.catalog.account.Totp;
import org.tierwise.web.http.Access;
import org.tierwise.web.http.Acting;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;

/** Setting up and removing one's second factor: an authenticator app, and recovery codes for when the phone is gone. */
public final class SecondFactorPages {
    private static final int CODES = 10;
    private static final String ISSUER = "Tierwise";

    private final Tx tx;
    private final Access access;
    private final Authentication authentication;
    private final Proof proof;
    private final InstallationKey key;
    private final Clock clock;
    private final AccountLog log;
    private final Messages messages;
    private final Secrets secrets = new Secrets();

    public SecondFactorPages(
            Tx tx,
            Access access,
            Authentication authentication,
            Proof proof,
            InstallationKey key,
            Clock clock,
            AccountLog log,
            Messages messages) {
        this.tx = tx;
        this.access = access;
        this.authentication = authentication;
        this.proof = proof;
        this.key = key;
        this.clock = clock;
        this.log = log;
        this.messages = messages;
    }

    public void show(Context ctx) {
        render(ctx, AccountPages.person(ctx), Totp.newSecret(secrets), Form.EMPTY);
    }

    /** The secret goes with the form, encrypted: nothing is stored before a code shows that the app has it. */
    private void render(Context ctx, Account person, String secret, Form form) {
        var code = QrCode.encodeText(Totp.uri(secret, person.email(), ISSUER), QrCode.Ecc.MEDIUM);
        var model = new LinkedHashMap<String, Object>();
        model.put("person", person);
        model.put("form", form);
        model.put("secret", secret.replaceAll("(.{4})(?!$)", "$1 "));
        model.put("sealed", key.encrypt(secret, "set up " + person.id()));
        model.put("size", code.size);
        model.put("picture", path(code));
        ctx.render("account/secondfactor", model);
    }

    /** The dark squares as one path, a square a unit. */
    private static String path(QrCode code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    public void setUp(Context ctx) {
        var person = AccountPages.person(ctx);
        var form = Form.of(ctx);
        var secret = secret(person, form);
        var errors = new LinkedHashMap<String, String>();
        var step = Totp.step(secret, form.value("code"), clock.instant());
        if (step.isEmpty()) {
            errors.put("code", messages.text("account.second.wrong"));
        } else {
            proof.problem(ctx, form).ifPresent(problem -> errors.put("", problem));
        }
        if (!errors.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            render(ctx, person, secret, form.withErrors(errors));
            return;
        }
        var codes = Stream.generate(secrets::recoveryCode).limit(CODES).toList();
        var sealed = authentication.sealed(person, secret);
        tx.writing(db -> {
            new AccountRepository(db)
                    .setSecondFactor(
                            person.id(),
                            sealed,
                            codes.stream().map(Secrets::recoveryHash).toList(),
                            step.orElseThrow());
            int ended = new SignInRepository(db).deleteOthers(person.id(), "");
            log.changed(
                    db,
                    null,
                    Acting.by(ctx),
                    "changed",
                    AccountPages.subject(person),
                    person.email() + " set up a second factor; " + ended + " sessions ended");
        });
        access.open(ctx, person, SignIn.Stage.OPEN, true);
        ctx.render("account/codes", Map.of("codes", codes));
    }

    private String secret(Account person, Form form) {
        try {
            return key.decrypt(form.value("sealed"), "set up " + person.id());
        } catch (StorageException e) {
            // The form is not one of ours, or the key was changed meanwhile.
            return Totp.newSecret(secrets);
        }
    }

    public void remove(Context ctx) {
        var person = AccountPages.person(ctx);
        var form = Form.of(ctx);
        if (proof.problem(ctx, form).isPresent()) {
            Done.redirect(ctx, "/account", "wrongcode");
            return;
        }
        tx.writing(db -> {
            new AccountRepository(db).removeSecondFactor(person.id());
            int ended = new SignInRepository(db).deleteOthers(person.id(), "");
            log.changed(
                    db,
                    null,
                    Acting.by(ctx),
                    "changed",
                    AccountPages.subject(person),
                    person.email() + " removed the second factor; " + ended + " sessions ended");
        });
        access.open(ctx, person, SignIn.Stage.OPEN, false);
        Done.redirect(ctx, "/account", "removed");
    }
}
