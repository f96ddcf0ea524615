package org.tierwise.catalog.workload;

/** The user's last mile. Its round-trip times are assumptions, not part of the name. */
public enum AccessProfile {
    LAN,
    FIBRE,
    CABLE_DSL,
    FIVE_G,
    FOUR_G,
    LEO,
    GEO;

    /** The word used in files and on pages: "5G" for FIVE_G. */
    public String label() {
        return switch (this) {
            case FIVE_G -> "5G";
            case FOUR_G -> "4G";
            case LAN, FIBRE, CABLE_DSL, LEO, GEO -> name();
        };
    }
}
