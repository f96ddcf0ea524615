package org.tierwise.web.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.tierwise.catalog.Database;
import org.tierwise.catalog.account.PasswordHasher;
import org.tierwise.catalog.activity.Actor;
import org.tierwise.catalog.backup.Backups;
import org.tierwise.catalog.verify.Carryover;
import org.tierwise.web.account.AccountLog;
import org.tierwise.web.account.NewOperator;
import org.tierwise.web.account.NewPassword;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.SecurityLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tierwise create-operator}: the account that is needed before Tierwise serves others. */
@Command(
        name = "create-operator",
        description = "Makes the account of somebody who runs this installation. Stop Tierwise first, unless it uses"
                + " PostgreSQL.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class CreateOperatorCommand implements Callable<Integer> {
    private final Clock clock;

    @Option(names = "--email", required = true, paramLabel = "EMAIL", description = "What the person signs in with.")
    private String email = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "How others see the person.")
    private String name = "";

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--password-stdin", description = "Read the password from the first line of the input.")
    private boolean passwordFromInput;

    public CreateOperatorCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        var password = password();
        var messages = new Messages();
        var before = Backups.beforeUpgrade(data.folder(), Version.number(), clock);
        try (var opened = data.databaseUrl().isEmpty()
                ? Database.openIn(data.folder(), clock, before)
                : Database.openAt(data.databaseUrl(), clock, before)) {
            Carryover.ensure(opened.tx());
            var maker = new NewOperator(
                    opened.tx(),
                    new NewPassword(new PasswordHasher(), messages),
                    new AccountLog(new SecurityLog(opened.tx(), clock)),
                    messages);
            var errors = maker.create(
                    new NewOperator.Person(email.strip(), name.strip(), password), Actor.named("command line"));
            if (!errors.isEmpty()) {
                throw new BadUsage(String.join(" ", errors.values()));
            }
        }
        System.out.println("The operator " + email.strip() + " can sign in now.");
        return 0;
    }

    /** From the terminal without showing it, or from a pipe: never from the command line, which others can list. */
    private String password() throws IOException {
        if (passwordFromInput) {
            var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        var console = System.console();
        if (console == null) {
            throw new BadUsage("There is no terminal to type the password at. Pipe it in, with --password-stdin.");
        }
        var typed = console.readPassword("Password (at least 12 characters, not shown): ");
        var again = console.readPassword("The same again: ");
        if (typed == null || again == null || !Arrays.equals(typed, again)) {
            throw new BadUsage("The two passwords differ. Nothing was made.");
        }
        return new String(typed);
    }
}
