package org.tierwise.web.fault;

/** Inventories of a kind. */
public final class Estates {
    private Estates() {}

    /** So much demand of so many sizes that the cheapest pools are full and no plan is proven to be the best soon. */
    public static String rivals(int count) {
        var csv = new StringBuilder("external_id,name,purpose,waiting,latency_budget,user_location,peak_rps\n");
        for (int i = 0; i < count; i++) {
            csv.append("rival-%d,Rival %d,INTERACTIVE,HUMAN,400 ms,%s,%d%n"
                    .formatted(i, i, i % 2 == 0 ? "Berlin" : "Manila", 130 + 37 * (i * 7 % 11)));
        }
        return csv.toString();
    }

    /** Solved in a moment. */
    static String small() {
        return """
            external_id,name,purpose,waiting,latency_budget,user_location,peak_rps
            arm,Robot arm,CONTROL,MACHINE,40 ms,Berlin,5
            report,Nightly report,BATCH,NOBODY,,Frankfurt,0.1
            """;
    }
}
