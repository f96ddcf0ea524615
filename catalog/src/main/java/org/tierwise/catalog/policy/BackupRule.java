package org.tierwise.catalog.policy;

/**
 * Which workloads get a second place with reserved capacity, and how far away it must be. Batches and trainings never
 * do: they can be run again elsewhere.
 *
 * @param whereNeeded control loops of criticality 1, and workloads whose availability target one site cannot promise
 * @param criticalityMax workloads of this criticality or a higher one (a smaller number) get one too; 0 for none of them
 */
public record BackupRule(FailureDomain domain, boolean whereNeeded, int criticalityMax) {
    public static final BackupRule NONE = new BackupRule(FailureDomain.SITE, false, 0);
    public static final BackupRule WHERE_NEEDED = new BackupRule(FailureDomain.SITE, true, 0);

    public BackupRule {
        if (criticalityMax < 0 || criticalityMax > 4) {
            throw new IllegalArgumentException("The criticality for backups (" + criticalityMax + ") must be 0 to 4.");
        }
    }
}
