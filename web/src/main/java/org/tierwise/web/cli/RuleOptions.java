package org.tierwise.web.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.plan.PlanJson;
import org.tierwise.catalog.policy.BackupRule;
import org.tierwise.catalog.policy.Baseline;
import org.tierwise.catalog.policy.FailureDomain;
import org.tierwise.catalog.policy.PlacementRules;
import org.tierwise.catalog.pricing.Money;
import picocli.CommandLine.Option;

/** The options of a command that say which rules a plan must keep. */
final class RuleOptions {
    @Option(
            names = "--provider-cap",
            paramLabel = "PERCENT",
            description = "No provider gets more than this part of the monthly cost; own premises are not capped.")
    private @Nullable Integer providerCap;

    @Option(
            names = "--backup-domain",
            paramLabel = "KIND",
            defaultValue = "site",
            description = "A backup is in another site, provider or country (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String backupDomain;

    @Option(
            names = "--backup-criticality",
            paramLabel = "N",
            description = "Workloads of criticality 1 to N get a backup too, beside those that need one; 0 for none.")
    private int backupCriticality;

    @Option(names = "--no-backups", description = "No workload gets a backup.")
    private boolean noBackups;

    @Option(
            names = "--pin",
            paramLabel = "SLICE=OPTION",
            description = "This slice runs at this pool or offer, or nowhere. May be repeated.")
    private List<String> pins = new ArrayList<>();

    @Option(names = "--from", paramLabel = "PLAN.json", description = "Start from this plan.")
    private @Nullable Path from;

    @Option(
            names = "--move-price",
            paramLabel = "USD",
            description = "What each move away from the plan of --from counts a month (default: 0).")
    private @Nullable Double movePrice;

    @Option(
            names = "--without-site",
            paramLabel = "ID",
            description = "Leave this site out, as if it were lost. May be repeated.")
    private List<String> withoutSites = new ArrayList<>();

    PlacementRules rules() {
        try {
            return new PlacementRules(providerCap, backups(), pinned(), baseline(), withoutSites);
        } catch (IllegalArgumentException e) {
            throw new BadUsage(String.valueOf(e.getMessage()));
        }
    }

    private BackupRule backups() {
        if (noBackups) {
            return BackupRule.NONE;
        }
        for (var domain : FailureDomain.values()) {
            if (domain.word().equals(backupDomain.toLowerCase(Locale.ROOT))) {
                return new BackupRule(domain, true, backupCriticality);
            }
        }
        throw new BadUsage("The backup domain (" + backupDomain + ") is not known. Use site, provider or country.");
    }

    private Map<String, String> pinned() {
        var map = new LinkedHashMap<String, String>();
        for (var pin : pins) {
            // An id of a slice may have the sign, one of an option has none.
            int at = pin.lastIndexOf('=');
            if (at <= 0 || at == pin.length() - 1) {
                throw new BadUsage("The pin (" + pin + ") must be SLICE=OPTION, as in 'APM1@Berlin DE=pool-id'.");
            }
            map.put(pin.substring(0, at), pin.substring(at + 1));
        }
        return map;
    }

    private @Nullable Baseline baseline() {
        if (from == null) {
            if (movePrice != null) {
                throw new BadUsage("The option --move-price needs --from: a move is away from a plan.");
            }
            return null;
        }
        try {
            var plan = PlanJson.read(Files.readAllBytes(from));
            var price = Money.roundedToCents(movePrice == null ? 0 : movePrice);
            return new Baseline("“" + plan.title() + "”", plan.assignment(), price);
        } catch (IOException e) {
            throw new BadUsage("The plan (" + from + ") cannot be read. Maybe the path is mistyped.");
        } catch (IllegalArgumentException e) {
            throw new BadUsage(from + ": " + e.getMessage());
        }
    }
}
