package org.tierwise.solver.model;

/**
 * No capped provider may be paid more than this part of what all providers are paid.
 *
 * @param percent 1 to 99
 * @param capped by provider index; own premises are paid to nobody and are never capped
 */
public record ShareCap(int percent, boolean[] capped) {
    public ShareCap {
        if (percent < 1 || percent > 99) {
            throw new IllegalArgumentException("The share cap (" + percent + " %) must be between 1 and 99 %.");
        }
        capped = capped.clone();
    }

    public boolean capped(int provider) {
        return capped[provider];
    }

    /** How far a provider is above its part, in hundredths of the unit of spend; 0 or less if it is not. */
    public long over(long ofProvider, long ofAll) {
        return 100 * ofProvider - percent * ofAll;
    }
}
