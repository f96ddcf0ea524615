package org.tierwise.solver.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tierwise.solver.bound.Multipliers;
import org.tierwise.solver.model.PlacementModel;
import org.tierwise.solver.model.PlacementModelBuilder;
import org.tierwise.solver.model.ShareCap;

/** Reads what {@link CertificateWriter} wrote. */
final class CertificateReader {
    /** Amounts and weights above this would not leave room for sums: a billion dollars a month for one slice. */
    private static final long AMOUNT_MAX = 1_000_000_000_000_000L;

    /** In millionths of a replica. */
    private static final long LOAD_MAX = 1_000_000_000_000L;

    private static final int ACCELERATORS_MAX = 1_000_000;

    /** The first form, without prices of blocks. */
    private static final int OLDEST = 1;

    /** Accelerators of the largest pool whose blocks may have prices. */
    private static final int BLOCK_MAX = 1_000;

    private final VarintReader in;
    private int providers;
    private int sites;
    private int pools;
    private int slices;
    private int groups;

    private CertificateReader(byte[] bytes) {
        in = new VarintReader(bytes);
    }

    /** @throws IllegalArgumentException if the bytes are no certificate, whatever they are */
    static Certificate read(byte[] bytes) {
        try {
            return new CertificateReader(bytes).read();
        } catch (ArithmeticException | IndexOutOfBoundsException | IllegalStateException e) {
            throw new IllegalArgumentException("The certificate cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private Certificate read() {
        long version = in.get();
        if (version < OLDEST || version > CertificateWriter.VERSION) {
            throw VarintReader.broken("its form (" + version + ") is not one of " + OLDEST + " to "
                    + CertificateWriter.VERSION + ". Maybe a newer version of Tierwise wrote it");
        }
        sites = in.getCount();
        providers = in.getCount();
        var cap = cap();
        long[] open = new long[sites];
        long[] watts = new long[sites];
        int[] siteProvider = new int[sites];
        for (int site = 0; site < sites; site++) {
            open[site] = below(in.get(), AMOUNT_MAX);
            watts[site] = limit();
            siteProvider[site] = in.getBelow(providers + 1L) - 1;
        }
        pools = in.getCount();
        long[] capacity = new long[pools];
        int[] siteOfPool = new int[pools];
        int[] providerOfPool = new int[pools];
        int[] wattsOfPool = new int[pools];
        int[] domain = new int[pools];
        for (int pool = 0; pool < pools; pool++) {
            capacity[pool] = limit();
            siteOfPool[pool] = index(pool + in.getSigned(), sites);
            providerOfPool[pool] = in.getBelow(providers);
            wattsOfPool[pool] = in.getInt();
            domain[pool] = index(siteOfPool[pool] + in.getSigned(), Integer.MAX_VALUE);
        }
        var poolIds = texts(pools);
        slices = in.getCount();
        groups = in.getBelow(slices + 1L);
        long[] weight = new long[slices];
        int[] partner = new int[slices];
        for (int slice = 0; slice < slices; slice++) {
            weight[slice] = below(in.get(), AMOUNT_MAX);
            long distance = in.getSigned();
            partner[slice] = distance == 0 ? -1 : index(slice + distance, slices);
        }
        for (int slice = 0; slice < slices; slice++) {
            if (partner[slice] >= 0 && partner[partner[slice]] != slice) {
                throw VarintReader.broken("a pair is not one");
            }
        }
        var sliceIds = texts(slices);
        var builder = new PlacementModelBuilder(capacity, groups, weight)
                .sites(siteOfPool, open)
                .power(wattsOfPool, watts)
                .providers(providers, providerOfPool, siteProvider, cap)
                .backups(domain, partner);
        groups(builder, cap != null);
        var model = builder.build();
        int[] chosen = new int[slices];
        long[] beside = new long[slices];
        for (int slice = 0; slice < slices; slice++) {
            int place = in.getBelow(model.optionCount(slice) + 1L);
            chosen[slice] = place == 0 ? -1 : model.sliceOption[model.sliceStart[slice] + place - 1];
            beside[slice] = below(in.get(), AMOUNT_MAX);
        }
        var multipliers = multipliers(version, capacity);
        long bound = in.getSigned();
        in.expectEnd();
        return new Certificate(model, sliceIds, poolIds, chosen, beside, multipliers, bound);
    }

    private Multipliers multipliers(long version, long[] capacity) {
        long[] accelerator = prices(pools);
        long[] watt = prices(sites);
        long[] share = prices(providers);
        long[][] block = new long[pools][];
        for (int pool = 0; pool < pools; pool++) {
            long most = Math.min(capacity[pool], BLOCK_MAX) + 1;
            block[pool] = version < CertificateWriter.VERSION ? new long[0] : prices(in.getBelow(most + 1));
        }
        return new Multipliers(accelerator, block, watt, share, limit());
    }

    private @Nullable ShareCap cap() {
        int percent = in.getInt();
        if (percent == 0) {
            return null;
        }
        boolean[] capped = new boolean[providers];
        for (int provider = 0; provider < providers; provider++) {
            capped[provider] = in.getBelow(2) == 1;
        }
        return new ShareCap(percent, capped);
    }

    private long limit() {
        long value = in.get();
        return value == 0 ? PlacementModel.NO_LIMIT : value - 1;
    }

    private static long below(long value, long limit) {
        if (value < 0 || value >= limit) {
            throw VarintReader.broken("the number " + value + " must be between 0 and " + limit);
        }
        return value;
    }

    private static int index(long value, int size) {
        if (value < 0 || value >= size) {
            throw VarintReader.broken("there is no number " + value + " of " + size);
        }
        return (int) value;
    }

    private List<String> texts(int count) {
        var texts = new ArrayList<String>(count);
        var before = "";
        for (int i = 0; i < count; i++) {
            before = in.getText(before);
            texts.add(before);
        }
        return texts;
    }

    private long[] prices(int count) {
        long[] prices = new long[count];
        for (int i = 0; i < count; i++) {
            prices[i] = in.get();
        }
        return prices;
    }

    private void groups(PlacementModelBuilder builder, boolean capped) {
        int[][] members = new int[groups][];
        boolean[] taken = new boolean[slices];
        for (int group = 0; group < groups; group++) {
            members[group] = new int[in.getBelow(slices + 1L)];
            int before = -1;
            for (int i = 0; i < members[group].length; i++) {
                before = index(before + 1 + in.getSigned(), slices);
                if (taken[before]) {
                    throw VarintReader.broken("a slice is in two groups");
                }
                taken[before] = true;
                members[group][i] = before;
            }
        }
        for (boolean one : taken) {
            if (!one) {
                throw VarintReader.broken("a slice is in no group");
            }
        }
        var pool = in.getAll();
        var accelerators = in.getAll();
        var replica = in.getAll();
        var present = in.getAll();
        var load = in.getAll();
        var micros = in.getAll();
        var spend = in.getAll();
        long[] lastReplica = new long[pools];
        var memory = new OptionMemory(slices);
        for (int[] group : members) {
            builder.group(group);
            int[] sorted = group.clone();
            Arrays.sort(sorted);
            int cells = pool.getBelow(pools + 1L);
            int at = -1;
            for (int cell = 0; cell < cells; cell++) {
                at = index(at + 1 + pool.get(), pools);
                lastReplica[at] = below(Math.addExact(lastReplica[at], replica.getSigned()), AMOUNT_MAX);
                builder.cell(at, accelerators.getBelow(ACCELERATORS_MAX), lastReplica[at]);
                for (int slice : present(sorted, present)) {
                    long carried = load(memory, slice, load);
                    long amount = below(Math.addExact(memory.micros(slice), micros.getSigned()), AMOUNT_MAX);
                    memory.seen(slice, amount);
                    builder.option(
                            slice,
                            carried,
                            amount,
                            capped ? below(Math.subtractExact(amount, spend.getSigned()), AMOUNT_MAX) : amount);
                }
            }
        }
        for (var part : List.of(pool, accelerators, replica, present, load, micros, spend)) {
            part.expectEnd();
        }
    }

    private static int[] present(int[] slices, VarintReader in) {
        int count = in.getBelow(slices.length + 2L) - 1;
        if (count < 0) {
            return slices;
        }
        int[] some = new int[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
            next += in.getBelow(slices.length);
            some[i] = slices[next++];
        }
        return some;
    }

    private static long load(OptionMemory memory, int slice, VarintReader in) {
        int place = in.getBelow(memory.knownLoads(slice) + 1L);
        long load = place == 0 ? below(in.get(), LOAD_MAX) : memory.load(slice, place);
        memory.seenLoad(slice, load);
        return load;
    }
}
