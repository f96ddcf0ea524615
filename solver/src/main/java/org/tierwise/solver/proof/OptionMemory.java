package org.tierwise.solver.proof;

/** What was last written or read for each slice: both sides keep it alike, so that only what is new needs bytes. */
final class OptionMemory {
    private final long[][] recentLoads;
    private final int[] known;
    private final long[] last;

    OptionMemory(int slices) {
        recentLoads = new long[slices][];
        known = new int[slices];
        last = new long[slices];
    }

    /** 1 for the newest load; 0 if it is not remembered. */
    int placeOfLoad(int slice, long load) {
        for (int i = 0; i < known[slice]; i++) {
            if (recentLoads[slice][i] == load) {
                return i + 1;
            }
        }
        return 0;
    }

    int knownLoads(int slice) {
        return known[slice];
    }

    long load(int slice, int place) {
        return recentLoads[slice][place - 1];
    }

    void seenLoad(int slice, long load) {
        long[] loads = recentLoads[slice];
        if (loads == null) {
            loads = new long[CertificateWriter.RECENT];
            recentLoads[slice] = loads;
        }
        int place = placeOfLoad(slice, load);
        if (place == 0) {
            known[slice] = Math.min(CertificateWriter.RECENT, known[slice] + 1);
            place = known[slice];
        }
        System.arraycopy(loads, 0, loads, 1, place - 1);
        loads[0] = load;
    }

    /** What the next amount of the slice most likely is: its last one, because pools of one site lie together. */
    long micros(int slice) {
        return last[slice];
    }

    void seen(int slice, long micros) {
        last[slice] = micros;
    }
}
