package org.tierwise.solver.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.plan.Backup;
import org.tierwise.catalog.plan.CostPart;
import org.tierwise.catalog.plan.PlacedAt;
import org.tierwise.catalog.plan.Placement;
import org.tierwise.catalog.plan.PlacementPlan;
import org.tierwise.catalog.plan.PlanFile;
import org.tierwise.catalog.plan.PlanLine;
import org.tierwise.catalog.plan.PlanPool;
import org.tierwise.catalog.plan.PlanProof;
import org.tierwise.catalog.plan.ProofWords;
import org.tierwise.catalog.plan.Unplaced;
import org.tierwise.catalog.pricing.Money;
import org.tierwise.solver.bound.LowerBound;
import org.tierwise.solver.model.PlacementModel;

/**
 * Checks a plan from its file alone: that it is what was written, that it keeps every rule, that its sums are right, and
 * that nothing cheaper than its bound exists. Believes nothing that the file says of itself.
 */
public final class PlanCheck {
    /**
     * One thing that was checked.
     *
     * @param holds whether it is true
     * @param words what holds, or what does not and by how much
     */
    public record Finding(boolean holds, String words) {}

    private static final double HUNDREDTH = 0.005;

    private final PlanFile file;
    private final PlacementPlan plan;
    private final List<Finding> findings = new ArrayList<>();

    private PlanCheck(PlanFile file) {
        this.file = file;
        plan = file.plan();
    }

    public static List<Finding> of(PlanFile file) {
        return new PlanCheck(file).check();
    }

    private List<Finding> check() {
        sums();
        latency();
        var proof = plan.proof();
        if (proof == null) {
            no("The plan has no proof: it cannot be checked from its file alone. Solve again to get one.");
        } else if (proof.certificate() == null) {
            no("The plan carries no certificate: its estate has too many options for one, or it was taken out.");
        } else {
            certificate(proof, proof.certificate());
        }
        return findings;
    }

    private void certificate(PlanProof proof, String text) {
        say(
                file.trueSeal().equals(file.statedSeal()),
                "The file is what was written: its seal agrees.",
                "The file was changed after it was written: its seal is not the SHA-256 of what it seals.");
        say(
                Digest.sha256(text).equals(proof.sha256()),
                "The certificate is the one that the plan names.",
                "The certificate is not the one that the plan names: its SHA-256 is another.");
        try {
            var certificate = CertificateText.read(text);
            placements(certificate);
            var recount = new Recount(certificate);
            rules(certificate, recount);
            accelerators(certificate, recount);
            money(certificate, recount, proof);
            pools(certificate, recount, proof);
            bound(certificate, recount, proof);
        } catch (IllegalArgumentException e) {
            no(String.valueOf(e.getMessage()));
        } catch (ArithmeticException e) {
            no("The numbers of the certificate are too large to be true.");
        }
    }

    private void say(boolean holds, String yes, String no) {
        findings.add(new Finding(holds, holds ? yes : no));
    }

    private void no(String words) {
        findings.add(new Finding(false, words));
    }

    /** Says the first of several that do not hold, and how many more. */
    private void sayAll(List<String> wrong, String yes) {
        if (wrong.isEmpty()) {
            findings.add(new Finding(true, yes));
        } else {
            no(wrong.getFirst() + (wrong.size() == 1 ? "" : " And " + (wrong.size() - 1) + " more like it."));
        }
    }

    private void sums() {
        say(
                file.totalsHold(),
                "The totals are the sums of the parts: " + plan.placements().size() + " placements, "
                        + plan.unplaced().size() + " not placed, " + usd(cost()) + " a month.",
                "The totals (" + file.statedTotals() + ") are not the sums of the parts (" + file.trueTotals() + ").");
        var ofPlacements = new TreeMap<String, Long>();
        for (var placement : plan.placements()) {
            ofPlacements.merge(line(placement.at()), placement.ownMonthlyCost().micros(), Long::sum);
            var backup = placement.backup();
            if (backup != null && backup.at() != null) {
                ofPlacements.merge(line(backup.at()), backup.monthlyCost().micros(), Long::sum);
            }
        }
        var ofLines = new TreeMap<String, Long>();
        for (var line : plan.lines()) {
            ofLines.merge(line(line), line.monthlyCost().micros(), Long::sum);
        }
        var names = new HashSet<>(ofPlacements.keySet());
        names.addAll(ofLines.keySet());
        sayAll(
                names.stream()
                        .sorted()
                        .filter(name -> !Objects.equals(ofPlacements.get(name), ofLines.get(name)))
                        .map(name -> "The bill of materials says " + usd(ofLines.getOrDefault(name, 0L)) + " for "
                                + name + ", the placements there cost " + usd(ofPlacements.getOrDefault(name, 0L))
                                + ".")
                        .toList(),
                "Placements and bill of materials agree to the cent, line by line ("
                        + plan.lines().size() + " lines).");
    }

    private static String line(PlacedAt at) {
        var offer = at.offerId();
        var accelerator = at.acceleratorId();
        var item = offer != null ? offer : accelerator != null ? accelerator : at.optionId();
        return String.join(", ", at.provider(), at.siteId(), item, at.term().name());
    }

    private static String line(PlanLine line) {
        return String.join(
                ", ", line.provider(), line.siteId(), line.item(), line.term().name());
    }

    private void latency() {
        var over = new ArrayList<String>();
        int budgets = 0;
        for (var placement : plan.placements()) {
            var budget = placement.slice().budgetMs();
            if (budget != null) {
                budgets++;
                if (!(placement.latency().p95Ms() < budget)) {
                    over.add(placement.slice().id() + " is predicted to take "
                            + number(placement.latency().p95Ms()) + " ms, its budget is " + number(budget) + " ms.");
                }
            }
        }
        sayAll(over, "Every placement is inside its latency budget (" + budgets + " have one).");
    }

    /** Each slice is where the certificate has it. */
    private void placements(Certificate certificate) {
        var wrong = new ArrayList<String>();
        var placed = new HashMap<String, String>();
        for (var placement : plan.placements()) {
            if (placed.put(placement.slice().id(), placement.at().optionId()) != null) {
                wrong.add(placement.slice().id() + " is placed twice.");
            }
        }
        var unplaced = new HashSet<String>();
        for (Unplaced one : plan.unplaced()) {
            if (!unplaced.add(one.slice().id())
                    || placed.containsKey(one.slice().id())) {
                wrong.add(one.slice().id() + " is named twice.");
            }
        }
        var known = new HashSet<String>();
        for (int slice = 0; slice < certificate.model().slices; slice++) {
            var id = certificate.sliceIds().get(slice);
            if (!known.add(id)) {
                // A backup: it has the id of what it backs up, and the plan names it there.
                backupPlace(certificate, slice, wrong);
                continue;
            }
            int option = certificate.chosen()[slice];
            var pool = option < 0
                    ? null
                    : certificate.poolIds().get(certificate.model().pool(option));
            var stated = placed.get(id);
            if (pool == null ? !unplaced.contains(id) : !pool.equals(stated)) {
                wrong.add(id + " is " + where(stated, unplaced.contains(id)) + ", but the certificate has it "
                        + where(pool, pool == null) + ".");
            }
        }
        for (var id : placed.keySet()) {
            if (!known.contains(id)) {
                wrong.add(id + " is not in the certificate.");
            }
        }
        sayAll(wrong, "Every slice is where the certificate has it (" + known.size() + " slices).");
    }

    private void backupPlace(Certificate certificate, int slice, List<String> wrong) {
        var id = certificate.sliceIds().get(slice);
        var stated = plan.placements().stream()
                .filter(placement -> placement.slice().id().equals(id))
                .findFirst()
                .map(Placement::backup)
                .map(Backup::at)
                .map(PlacedAt::optionId)
                .orElse(null);
        int option = certificate.chosen()[slice];
        var pool = option < 0
                ? null
                : certificate.poolIds().get(certificate.model().pool(option));
        if (!Objects.equals(pool, stated)) {
            wrong.add("The backup of " + id + " is " + where(stated, true) + ", but the certificate has it "
                    + where(pool, true) + ".");
        }
    }

    private static String where(@Nullable String pool, boolean unplaced) {
        return pool != null ? "at " + pool : unplaced ? "not placed" : "not in the plan";
    }

    private void rules(Certificate certificate, Recount recount) {
        var model = certificate.model();
        var over = new ArrayList<String>();
        for (int pool = 0; pool < model.pools; pool++) {
            if (recount.used[pool] > model.poolCapacity[pool]) {
                over.add(certificate.poolIds().get(pool) + " has " + model.poolCapacity[pool] + " accelerators, but "
                        + recount.used[pool] + " are used.");
            }
        }
        sayAll(
                over,
                "No pool is used beyond its accelerators, with whole replicas (" + recount.places.size() + " places).");
        if (model.powerLimits) {
            power(certificate, recount);
        }
        if (model.shareCap != null) {
            shareCap(model, recount);
        }
        if (model.backups) {
            backups(certificate);
        }
    }

    private void power(Certificate certificate, Recount recount) {
        var model = certificate.model();
        var over = new ArrayList<String>();
        for (int site = 0; site < model.sites; site++) {
            if (recount.watts[site] > model.siteWatts[site]) {
                over.add("The site of " + firstPool(certificate, site) + " may draw " + model.siteWatts[site]
                        + " W, but the plan draws " + recount.watts[site] + " W.");
            }
        }
        sayAll(over, "No site draws more power than it may.");
    }

    private static String firstPool(Certificate certificate, int site) {
        for (int pool = 0; pool < certificate.model().pools; pool++) {
            if (certificate.model().poolSite[pool] == site) {
                return certificate.poolIds().get(pool);
            }
        }
        return "no pool";
    }

    private void shareCap(PlacementModel model, Recount recount) {
        var cap = Objects.requireNonNull(model.shareCap);
        long all = 0;
        for (long spend : recount.spend) {
            all = Math.addExact(all, spend);
        }
        // The cap multiplies by a hundred.
        Math.multiplyExact(all, 100L);
        var over = new ArrayList<String>();
        for (int provider = 0; provider < model.providers; provider++) {
            if (cap.capped(provider) && cap.over(recount.spend[provider], all) > 0) {
                over.add("A provider is paid " + usd(recount.spend[provider]) + " of " + usd(all) + ", more than "
                        + cap.percent() + " %.");
            }
        }
        sayAll(over, "No provider is paid more than " + cap.percent() + " % of the spend.");
    }

    private void backups(Certificate certificate) {
        var model = certificate.model();
        var together = new ArrayList<String>();
        for (int slice = 0; slice < model.slices; slice++) {
            int partner = model.slicePartner[slice];
            if (partner > slice) {
                int here = certificate.chosen()[slice];
                int there = certificate.chosen()[partner];
                if (here >= 0
                        && there >= 0
                        && model.poolDomain[model.pool(here)] == model.poolDomain[model.pool(there)]) {
                    together.add(certificate.sliceIds().get(slice) + " and its backup would fail together.");
                }
            }
        }
        sayAll(together, "Every backup is in another failure domain than what it backs up.");
    }

    /** What the placements say of accelerators and replicas adds up to the whole ones of each place. */
    private void accelerators(Certificate certificate, Recount recount) {
        var byId = byId();
        var wrong = new ArrayList<String>();
        var usedByPool = new HashMap<String, Long>();
        for (var place : recount.places) {
            double stated = 0;
            double replicas = 0;
            boolean whole = true;
            for (int slice : place.slices()) {
                var part = part(certificate, slice, byId);
                whole &= part != null;
                stated += part == null ? 0 : part.accelerators();
                replicas += part == null ? 0 : part.replicas();
            }
            var pool = certificate.poolIds().get(certificate.model().cellPool[place.cell()]);
            usedByPool.merge(pool, place.accelerators(), Long::sum);
            if (whole && Math.abs(stated - place.accelerators()) > HUNDREDTH) {
                wrong.add("The placements of "
                        + certificate.sliceIds().get(place.slices().getFirst()) + " at " + pool
                        + " state " + number(stated) + " accelerators together; whole replicas need "
                        + place.accelerators() + ".");
            }
            if (whole && place.accelerators() > 0 && Math.abs(replicas - place.replicas()) > HUNDREDTH) {
                wrong.add("The placements of "
                        + certificate.sliceIds().get(place.slices().getFirst()) + " at " + pool
                        + " state " + number(replicas) + " replicas together; their load needs " + place.replicas()
                        + ".");
            }
        }
        var bought = new HashMap<String, Double>();
        for (var line : plan.lines()) {
            if (line.acceleratorId() != null) {
                bought.merge(line(line), line.quantity(), Double::sum);
            }
        }
        var needed = new TreeMap<String, Double>();
        var counted = new HashSet<String>();
        for (var at : places()) {
            if (at.acceleratorId() != null && counted.add(at.optionId())) {
                needed.merge(line(at), (double) usedByPool.getOrDefault(at.optionId(), 0L), Double::sum);
            }
        }
        needed.forEach((name, count) -> {
            double stated = bought.getOrDefault(name, 0.0);
            if (Math.abs(stated - count) > HUNDREDTH) {
                wrong.add("The bill of materials has " + number(stated) + " accelerators of " + name
                        + ", the plan needs " + number(count) + ".");
            }
        });
        sayAll(wrong, "Accelerators and replicas are whole at every place, and the bill of materials has as many.");
    }

    private Map<String, Placement> byId() {
        var byId = new HashMap<String, Placement>();
        plan.placements().forEach(placement -> byId.put(placement.slice().id(), placement));
        return byId;
    }

    private List<PlacedAt> places() {
        var places = new ArrayList<PlacedAt>();
        for (var placement : plan.placements()) {
            places.add(placement.at());
            var backup = placement.backup();
            if (backup != null && backup.at() != null) {
                places.add(backup.at());
            }
        }
        return places;
    }

    /** What the plan says of one slice of the certificate. */
    private record Part(double replicas, double accelerators, long costMicros) {}

    /** Of a backup what the plan names at what it backs up; missing if the plan does not name it. */
    private static @Nullable Part part(Certificate certificate, int slice, Map<String, Placement> byId) {
        var placement = byId.get(certificate.sliceIds().get(slice));
        int partner = certificate.model().slicePartner[slice];
        if (placement == null) {
            return null;
        }
        if (partner < 0 || partner > slice) {
            return new Part(
                    placement.replicas(),
                    placement.accelerators(),
                    placement.ownMonthlyCost().micros());
        }
        var backup = placement.backup();
        return backup == null
                ? null
                : new Part(
                        backup.replicas(),
                        backup.accelerators(),
                        backup.monthlyCost().micros());
    }

    private void money(Certificate certificate, Recount recount, PlanProof proof) {
        var byId = byId();
        var wrong = new ArrayList<String>();
        for (var place : recount.places) {
            long stated = 0;
            boolean whole = true;
            for (int slice : place.slices()) {
                var part = part(certificate, slice, byId);
                whole &= part != null;
                stated = Math.addExact(stated, part == null ? 0 : part.costMicros());
            }
            if (whole && stated != place.costMicros()) {
                wrong.add(certificate.sliceIds().get(place.slices().getFirst()) + " at "
                        + certificate.poolIds().get(certificate.model().cellPool[place.cell()]) + " costs "
                        + usd(stated) + ", but whole replicas and what each slice causes cost "
                        + usd(place.costMicros()) + ".");
            }
        }
        sayAll(wrong, "Every place costs what its whole replicas and its slices cost.");
        long beside = 0;
        for (var part : proof.beside()) {
            beside = Math.addExact(beside, part.amount().micros());
        }
        long objective = proof.objective().micros();
        say(
                objective == recount.objectiveMicros,
                "What was made as small as possible is right: " + usd(objective) + " a month.",
                "What was made as small as possible is stated as " + usd(objective) + ", but counts "
                        + usd(recount.objectiveMicros) + ".");
        say(
                beside == recount.besideMicros() && Math.addExact(cost(), beside) == objective,
                "It is the cost of " + usd(cost()) + besideWords(proof) + ".",
                "Cost (" + usd(cost()) + ")" + besideWords(proof) + " is not what was made as small as possible ("
                        + usd(objective) + ").");
        say(
                proof.unplacedWeight() == recount.unplacedWeight,
                recount.unplacedWeight == 0
                        ? "All demand is placed."
                        : "The demand that is not placed weighs what is stated.",
                "The demand that is not placed weighs " + recount.unplacedWeight + ", not " + proof.unplacedWeight()
                        + ".");
    }

    private static String besideWords(PlanProof proof) {
        var words = new StringBuilder();
        for (var part : proof.beside()) {
            words.append(" and ")
                    .append(usd(part.amount().micros()))
                    .append(" for ")
                    .append(part.name());
        }
        return words.toString();
    }

    private void pools(Certificate certificate, Recount recount, PlanProof proof) {
        var stated = new HashMap<String, PlanPool>();
        proof.pools().forEach(pool -> stated.put(pool.at().optionId(), pool));
        var wrong = new ArrayList<String>();
        int used = 0;
        for (int pool = 0; pool < certificate.model().pools; pool++) {
            long capacity = certificate.model().poolCapacity[pool];
            if (recount.used[pool] > 0 && capacity < PlacementModel.NO_LIMIT) {
                used++;
                var one = stated.get(certificate.poolIds().get(pool));
                long worth = certificate.multipliers().worthOfOneMore(pool, capacity);
                if (one == null
                        || one.used() != recount.used[pool]
                        || one.capacity() != capacity
                        || one.worth().micros() != worth) {
                    wrong.add("The table of capacity is wrong for "
                            + certificate.poolIds().get(pool) + ": "
                            + recount.used[pool] + " of " + capacity + " accelerators are used, one more is worth "
                            + usd(worth) + ".");
                }
            }
        }
        if (used != proof.pools().size()) {
            wrong.add("The table of capacity has " + proof.pools().size() + " pools, the plan uses " + used + ".");
        }
        sayAll(wrong, "The table of capacity is right (" + used + " pools).");
    }

    private void bound(Certificate certificate, Recount recount, PlanProof proof) {
        var bound = plan.lowerBound();
        if (bound == null) {
            no("The plan states no bound.");
            return;
        }
        checkSizes(certificate);
        long open = recount.unplacedWeight - recount.withoutOptions;
        long proven = LowerBound.of(certificate.model(), certificate.multipliers(), open);
        say(
                bound.micros() == certificate.boundMicros() && bound.micros() <= proven,
                "The bound is proven: over all " + String.format(Locale.ROOT, "%,d", certificate.model().options)
                        + " options, no plan that keeps the rules and serves as much demand costs less than "
                        + usd(bound.micros()) + ", counted alike.",
                "The bound is stated as " + usd(bound.micros()) + ", but the prices of the certificate prove "
                        + usd(proven) + " and it names " + usd(certificate.boundMicros()) + ".");
        say(
                bound.compareTo(proof.objective()) <= 0,
                gapWords(proof.objective(), bound),
                "The bound (" + usd(bound.micros()) + ") is above what this very plan costs ("
                        + usd(proof.objective().micros()) + "), so it cannot be true.");
    }

    private static String gapWords(Money objective, Money bound) {
        var gap = ProofWords.gap(objective, bound);
        return objective.equals(bound)
                ? "This is a cheapest plan."
                : gap.isEmpty()
                        ? "A cheaper plan may exist: the bound is not above 0."
                        : "This plan costs at most " + ProofWords.percent(gap.getAsDouble())
                                + " more than the cheapest.";
    }

    /** Products of prices and parts of accelerators must leave room, or the bound would be of other numbers. */
    private static void checkSizes(Certificate certificate) {
        var model = certificate.model();
        var prices = certificate.multipliers();
        for (int pool = 0; pool < model.pools; pool++) {
            long price = Math.addExact(
                    prices.accelerator()[pool],
                    Math.multiplyExact(prices.watt()[model.poolSite[pool]], (long) model.poolWatts[pool]));
            for (long block : prices.block()[pool]) {
                price = Math.max(price, block);
            }
            if (price > 0) {
                Math.multiplyExact(price, Math.multiplyExact(model.poolCapacity[pool], 1L << 10));
            }
        }
    }

    private long cost() {
        long sum = 0;
        for (var placement : plan.placements()) {
            for (CostPart part : placement.cost()) {
                sum = Math.addExact(sum, part.amount().micros());
            }
            var backup = placement.backup();
            sum = Math.addExact(sum, backup == null ? 0 : backup.monthlyCost().micros());
        }
        return sum;
    }

    private static String usd(long micros) {
        return String.format(Locale.ROOT, "USD %,.2f", micros / 1e6);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
