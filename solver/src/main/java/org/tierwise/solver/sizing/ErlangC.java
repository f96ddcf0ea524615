package org.tierwise.solver.sizing;

/**
 * Queueing at {@code c} equal servers with Poisson arrivals and exponential service (M/M/c).
 *
 * <p>For maintainers. With load {@code a = arrivals per second × service time}, Erlang B follows from the recursion
 * {@code B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1))}, which only adds and multiplies positive numbers at most one and so
 * neither overflows nor cancels for thousands of servers. The probability to wait is
 * {@code C = B / (1 - (a/c)(1 - B))}. The wait beyond time t has probability {@code C exp(-(c-a) t / S)}; solved for
 * 5 % this is the p95 wait {@code S ln(C / 0.05) / (c - a)}, or 0 where fewer than 5 % wait at all. Source: any textbook
 * of queueing, such as Kleinrock, Queueing Systems I, section 3.4.
 */
public final class ErlangC {
    /** The part of requests that may wait longer than the p95 wait. */
    private static final double TAIL = 0.05;

    private ErlangC() {}

    /** Probability that a request waits, 0 to 1; 1 if the load is not below the number of servers. */
    public static double waitProbability(int servers, double load) {
        check(servers, load);
        if (load >= servers) {
            return 1;
        }
        double blocking = 1;
        for (int k = 1; k <= servers; k++) {
            blocking = load * blocking / (k + load * blocking);
        }
        return blocking / (1 - load / servers * (1 - blocking));
    }

    /** Mean wait in units of {@code service}; infinite if the load is not below the number of servers. */
    public static double meanWait(int servers, double load, double service) {
        return load >= servers ? Double.POSITIVE_INFINITY : waitProbability(servers, load) * service / (servers - load);
    }

    /** 95th percentile of the wait in units of {@code service}; infinite if the load is not below the servers. */
    public static double p95Wait(int servers, double load, double service) {
        if (load >= servers) {
            return Double.POSITIVE_INFINITY;
        }
        double waits = waitProbability(servers, load);
        return waits <= TAIL ? 0 : service * Math.log(waits / TAIL) / (servers - load);
    }

    /** The least number of servers whose p95 wait is at most {@code longest}, in units of {@code service}. */
    public static int smallestServers(double load, double service, double longest) {
        check(1, load);
        int enough = (int) load + 1;
        int tooFew = enough - 1;
        int step = 1;
        while (p95Wait(enough, load, service) > longest) {
            tooFew = enough;
            enough += step;
            step *= 2;
        }
        // The wait falls with every server, so the answer lies between.
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (p95Wait(middle, load, service) > longest) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    /**
     * Servers that {@code sites} equal pools need together to serve a load that one pool could serve with fewer: the
     * price of spreading it.
     */
    public static int serversInPools(int sites, double load, double service, double longest) {
        return sites * smallestServers(load / sites, service, longest);
    }

    private static void check(int servers, double load) {
        if (servers < 1 || !(load >= 0 && load < 1e9)) {
            throw new IllegalArgumentException("A queue with " + servers + " servers and a load of " + load
                    + " cannot be computed. Servers must be at least 1, the load not negative.");
        }
    }
}
