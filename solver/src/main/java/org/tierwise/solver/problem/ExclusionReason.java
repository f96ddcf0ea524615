package org.tierwise.solver.problem;

/** Why a slice cannot run at a pool. Their names are stable codes. */
public enum ExclusionReason {
    /** The class may not run in that tier. */
    CLASS_TIER,
    /** The site's country is not allowed. */
    RESIDENCY,
    /** The model is not supported there, or the offer is of another model. */
    MODEL_SUPPORT,
    /** Weights and KV cache do not fit, however many accelerators the pool has. */
    MEMORY,
    /** The pool is too small for this slice alone. */
    CAPACITY,
    /** The purchase term is not allowed: spot for anything but batch, or a longer promise than the policy makes. */
    PURCHASE_TERM,
    /** Processing alone breaks the budget. */
    PROCESSING,
    /** Network and processing together break the budget. */
    LATENCY,
    /** Own premises serve the users who reach them by LAN and the workloads hosted there; these users are elsewhere. */
    PREMISES,
    /** A run takes more accelerators than one server has, and this type has no interconnect between servers. */
    INTERCONNECT,
    /** There is no declared processing time where one is needed. */
    NEEDS_MEASUREMENT,
    /** The site is left out of this plan, as if it were lost. */
    SITE_LOST
}
