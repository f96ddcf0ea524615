package org.tierwise.solver.proof;

import java.util.Arrays;
import java.util.List;
import org.tierwise.solver.model.PlacementModel;

/**
 * A certificate as bytes, before they are compressed. Numbers of one kind stand together, each as its distance from what
 * it most likely is, because that is what compresses: capacity as it is; the cost of a replica from the last one at the
 * same pool; a load as its place among the last loads of its slice, since accelerators of one kind carry the same
 * everywhere; an amount from the last amount of its slice.
 */
final class CertificateWriter {
    /** Raised when the form of the bytes changes. */
    static final int VERSION = 2;

    /** Loads of a slice that are remembered. */
    static final int RECENT = 16;

    private final Certificate certificate;
    private final PlacementModel model;
    private final VarintWriter out = new VarintWriter();

    private CertificateWriter(Certificate certificate) {
        this.certificate = certificate;
        model = certificate.model();
    }

    static byte[] write(Certificate certificate) {
        return new CertificateWriter(certificate).write();
    }

    private byte[] write() {
        out.put(VERSION);
        sites();
        pools();
        slices();
        cells();
        options();
        proof();
        return out.bytes();
    }

    private void sites() {
        out.put(model.sites);
        out.put(model.providers);
        var cap = model.shareCap;
        out.put(cap == null ? 0 : cap.percent());
        for (int provider = 0; cap != null && provider < model.providers; provider++) {
            out.put(cap.capped(provider) ? 1 : 0);
        }
        for (int site = 0; site < model.sites; site++) {
            out.put(model.siteOpenMicros[site]);
            out.put(limit(model.siteWatts[site]));
            out.put(model.siteProvider[site] + 1L);
        }
    }

    private void pools() {
        out.put(model.pools);
        for (int pool = 0; pool < model.pools; pool++) {
            out.put(limit(model.poolCapacity[pool]));
            out.putSigned(model.poolSite[pool] - (long) pool);
            out.put(model.poolProvider[pool]);
            out.put(model.poolWatts[pool]);
            out.putSigned(model.poolDomain[pool] - (long) model.poolSite[pool]);
        }
        texts(certificate.poolIds());
    }

    /** Without a limit is 0, and every limit is one more than it is. */
    private static long limit(long value) {
        return value >= PlacementModel.NO_LIMIT ? 0 : value + 1;
    }

    private void texts(List<String> texts) {
        var before = "";
        for (var text : texts) {
            out.putText(before, text);
            before = text;
        }
    }

    private void slices() {
        out.put(model.slices);
        out.put(model.groups);
        for (int slice = 0; slice < model.slices; slice++) {
            out.put(model.sliceWeight[slice]);
            int partner = model.slicePartner[slice];
            out.putSigned(partner < 0 ? 0 : partner - (long) slice);
        }
        texts(certificate.sliceIds());
        for (int[] members : model.groupSlices) {
            out.put(members.length);
            int before = -1;
            for (int slice : members) {
                out.putSigned(slice - before - 1L);
                before = slice;
            }
        }
    }

    private void cells() {
        var pool = new VarintWriter();
        var accelerators = new VarintWriter();
        var micros = new VarintWriter();
        long[] lastMicros = new long[model.pools];
        for (int group = 0; group < model.groups; group++) {
            pool.put(model.cellStart[group + 1] - (long) model.cellStart[group]);
            int before = -1;
            for (int cell = model.cellStart[group]; cell < model.cellStart[group + 1]; cell++) {
                int at = model.cellPool[cell];
                pool.put(at - before - 1L);
                before = at;
                accelerators.put(model.cellAccelerators[cell]);
                micros.putSigned(model.cellReplicaMicros.get(cell) - lastMicros[at]);
                lastMicros[at] = model.cellReplicaMicros.get(cell);
            }
        }
        out.putAll(pool);
        out.putAll(accelerators);
        out.putAll(micros);
    }

    private void options() {
        var members = new VarintWriter();
        var load = new VarintWriter();
        var micros = new VarintWriter();
        var spend = new VarintWriter();
        var memory = new OptionMemory(model.slices);
        for (int group = 0; group < model.groups; group++) {
            int[] slices = model.groupSlices[group].clone();
            Arrays.sort(slices);
            for (int cell = model.cellStart[group]; cell < model.cellStart[group + 1]; cell++) {
                int from = model.optionStart[cell];
                int to = model.optionStart[cell + 1];
                members(slices, from, to, members);
                for (int option = from; option < to; option++) {
                    int slice = model.optionSlice[option];
                    load(memory, slice, model.optionLoad.get(option), load);
                    micros.putSigned(model.optionMicros[option] - memory.micros(slice));
                    memory.seen(slice, model.optionMicros[option]);
                    if (model.optionSpend != null) {
                        spend.putSigned(model.optionMicros[option] - model.optionSpend[option]);
                    }
                }
            }
        }
        out.putAll(members);
        out.putAll(load);
        out.putAll(micros);
        out.putAll(spend);
    }

    /** 0 if all slices of the group are there; else one more than their number, and how many are left out before each. */
    private void members(int[] slices, int from, int to, VarintWriter members) {
        if (to - from == slices.length) {
            members.put(0);
            return;
        }
        members.put(to - from + 1L);
        int next = 0;
        for (int option = from; option < to; option++) {
            int position = Arrays.binarySearch(slices, model.optionSlice[option]);
            members.put(position - next);
            next = position + 1;
        }
    }

    private static void load(OptionMemory memory, int slice, long load, VarintWriter out) {
        int place = memory.placeOfLoad(slice, load);
        out.put(place);
        if (place == 0) {
            out.put(load);
        }
        memory.seenLoad(slice, load);
    }

    private void proof() {
        for (int slice = 0; slice < model.slices; slice++) {
            int option = certificate.chosen()[slice];
            // Its place among the options of the slice, which is shorter than its number.
            out.put(
                    option < 0
                            ? 0
                            : 1L
                                    + Arrays.binarySearch(
                                            model.sliceOption,
                                            model.sliceStart[slice],
                                            model.sliceStart[slice + 1],
                                            option)
                                    - model.sliceStart[slice]);
            out.put(certificate.besideMicros()[slice]);
        }
        var prices = certificate.multipliers();
        for (long[] each : List.of(prices.accelerator(), prices.watt(), prices.share())) {
            for (long price : each) {
                out.put(price);
            }
        }
        for (long[] each : prices.block()) {
            out.put(each.length);
            for (long price : each) {
                out.put(price);
            }
        }
        out.put(limit(prices.weight()));
        out.putSigned(certificate.boundMicros());
    }
}
