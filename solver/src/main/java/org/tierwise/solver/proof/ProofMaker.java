package org.tierwise.solver.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.PlanPool;
import org.tierwise.catalog.plan.PlanProof;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.model.PlacementModel;

/** Makes the proof that a plan carries. */
public final class ProofMaker {
    /** More would make files that cannot be imported again: an option takes about four bytes of its file. */
    public static final int OPTIONS_MAX = 4_000_000;

    private ProofMaker() {}

    /**
     * The proof of a plan.
     *
     * @param pools where each pool of the model is
     * @param beside what the objective counts beside the cost, by name; together the certificate's
     *     {@link Certificate#besideMicros}
     */
    public static PlanProof of(Certificate certificate, List<PlacedAt> pools, Map<String, Money> beside) {
        var recount = new Recount(certificate);
        var text = certificate.model().options <= OPTIONS_MAX ? CertificateText.write(certificate) : null;
        return new PlanProof(
                new Money(recount.objectiveMicros),
                beside.entrySet().stream()
                        .filter(entry -> entry.getValue().micros() != 0)
                        .map(entry -> new PlanProof.Beside(entry.getKey(), entry.getValue()))
                        .toList(),
                recount.unplacedWeight,
                used(certificate, recount, pools),
                text == null ? null : Digest.sha256(text),
                text);
    }

    private static List<PlanPool> used(Certificate certificate, Recount recount, List<PlacedAt> pools) {
        var list = new ArrayList<PlanPool>();
        for (int pool = 0; pool < certificate.model().pools; pool++) {
            long capacity = certificate.model().poolCapacity[pool];
            if (recount.used[pool] > 0 && capacity < PlacementModel.NO_LIMIT) {
                list.add(new PlanPool(
                        pools.get(pool),
                        recount.used[pool],
                        capacity,
                        new Money(certificate.multipliers().worthOfOneMore(pool, capacity))));
            }
        }
        return list;
    }
}
