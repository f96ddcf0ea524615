package org.tierwise.web.export;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.capacity.SiteTier;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.catalog.pricing.PurchaseTerm;
import org.tierwise.catalog.taxonomy.WorkloadClass;

/** What codes are called for people, and how numbers are written for them. */
final class Words {
    private Words() {}

    static String tier(SiteTier tier) {
        return sentence(tier);
    }

    static String workloadClass(WorkloadClass workloadClass) {
        return sentence(workloadClass);
    }

    static String term(PurchaseTerm term) {
        return switch (term) {
            case ON_DEMAND -> "On demand";
            case SPOT -> "Spot";
            case RESERVED_1Y -> "Reserved 1 year";
            case RESERVED_3Y -> "Reserved 3 years";
            case OWNED -> "Owned";
        };
    }

    /** "NEAR_REAL_TIME" as "Near real time". */
    static String sentence(Enum<?> code) {
        var words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The code in lower case, as the price files write it: "on_demand". */
    static String lower(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    /** Where the backup of a placement is, or why there is none; missing if it asks for none. */
    static @Nullable String backup(Placement placement) {
        var backup = placement.backup();
        if (backup == null) {
            return null;
        }
        return backup.at() == null
                ? "None: " + backup.reason()
                : "At " + backup.at().siteName();
    }

    /** "1,234.50". */
    static String money(Money money) {
        return String.format(Locale.ROOT, "%,.2f", money.usd());
    }

    /** "1,234.5", without trailing zeros. */
    static String number(double value, int decimals) {
        var plain = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return plain.contains(".") ? plain.replaceAll("\\.?0+$", "") : plain;
    }
}
