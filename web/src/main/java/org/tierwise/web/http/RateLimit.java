package org.tierwise.web.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * How much one caller may ask for on one instance: far above what people and well-made programs need, far below what
 * would take the machine from the others. What is costly (imports, solves, files of plans, backups) has an allowance of
 * its own. Safe for concurrent use.
 */
public final class RateLimit {
    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);
    private static final Pattern COSTLY = Pattern.compile("/(api/v1/)?(imports|solves|runs|sample|plans/import"
            + "|plans/[^/]+/trade-offs|admin/backup|plans/[^/]+/export/.+)");

    private static final double WRITES_BURST = 6_000;
    private static final double WRITES_A_SECOND = 600;
    private static final double COSTLY_BURST = 120;
    private static final double COSTLY_A_SECOND = 2;
    /** Buckets that are full again are forgotten when there are so many. */
    private static final int BUCKETS_MAX = 10_000;

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    private static final class Bucket {
        private final double burst;
        private final double perSecond;
        private double left;
        private long nanos;

        Bucket(double burst, double perSecond) {
            this.burst = burst;
            this.perSecond = perSecond;
            left = burst;
            nanos = System.nanoTime();
        }

        synchronized boolean take() {
            refill();
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }

        synchronized boolean isFull() {
            refill();
            return left >= burst;
        }

        private void refill() {
            long now = System.nanoTime();
            left = Math.min(burst, left + (now - nanos) / 1e9 * perSecond);
            nanos = now;
        }
    }

    /** Runs before the handler of a matched route, once it is known who asks. */
    public void check(Context ctx) {
        boolean costly = COSTLY.matcher(ctx.path()).matches()
                && (!SAFE.contains(ctx.method()) || ctx.path().contains("/export/"));
        if (!costly && SAFE.contains(ctx.method())) {
            return;
        }
        var who = Access.caller(ctx).map(Caller::name).orElseGet(() -> Access.client(ctx));
        var key = (costly ? "costly " : "write ") + who;
        forgetFullOnes();
        var bucket = buckets.computeIfAbsent(
                key,
                none -> costly ? new Bucket(COSTLY_BURST, COSTLY_A_SECOND) : new Bucket(WRITES_BURST, WRITES_A_SECOND));
        if (!bucket.take()) {
            ctx.header("Retry-After", "1");
            throw new HttpResponseException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "You asked for more than " + (costly ? (int) COSTLY_BURST : (int) WRITES_BURST)
                            + " things of this kind at once. Wait a moment, then go on.",
                    Map.of());
        }
    }

    private void forgetFullOnes() {
        if (buckets.size() > BUCKETS_MAX) {
            buckets.values().removeIf(Bucket::isFull);
        }
    }
}
