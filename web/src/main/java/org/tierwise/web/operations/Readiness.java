package org.tierwise.web.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.DatabaseFacts;
import org.tierwise.catalog.StorageException;
import org.tierwise.catalog.Tx;

/**
 * Whether requests can be served just now: the database answers, its schema is one that this program knows, changes
 * have room on the disk, and nobody has told the program to stop. Safe for concurrent use.
 */
public final class Readiness {
    /** A probe gives up after a few seconds; a database that takes longer serves nobody. */
    private static final long ANSWER_SECONDS = 2;

    private static final String OK = "ok";

    private final Installation installation;
    private final int schemaAtStart;
    private volatile boolean stopping;
    private @Nullable CompletableFuture<String> asking;

    /**
     * What was found; each part is "ok" or one word for what is wrong.
     *
     * @param ready true if all parts are "ok"
     */
    record Found(boolean ready, String database, String migrations, String disk, boolean stopping) {
        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("ready", ready);
            json.put("database", database);
            json.put("migrations", migrations);
            json.put("disk", disk);
            json.put("stopping", stopping);
            return json;
        }
    }

    public Readiness(Installation installation) {
        this.installation = installation;
        schemaAtStart = Integer.parseInt(installation.database().tx().read(DatabaseFacts::schema));
    }

    /** From now on no more requests are wanted. */
    public void stop() {
        stopping = true;
    }

    Found find() {
        var schema = schema();
        boolean answers = schema.matches("\\d+");
        var database = answers ? OK : schema;
        // A newer program may have migrated the database that several instances share; it still serves this one.
        var migrations = !answers ? "unknown" : Integer.parseInt(schema) >= schemaAtStart ? OK : "missing";
        var disk = installation.database().disk().space().isShort() ? "short" : OK;
        boolean ready = answers && migrations.equals(OK) && disk.equals(OK) && !stopping;
        return new Found(ready, database, migrations, disk, stopping);
    }

    /** The number of the schema, or a word for why it cannot be read. */
    private String schema() {
        try {
            return question().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "silent";
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts threads here.", e);
        } catch (java.util.concurrent.ExecutionException | CompletionException e) {
            return "unusable";
        }
    }

    /** One question at a time: probes of a database that hangs must not take all its connections. */
    private synchronized CompletableFuture<String> question() {
        var open = asking;
        if (open == null || open.isDone()) {
            open = new CompletableFuture<>();
            asking = open;
            var answer = open;
            Thread.ofVirtual()
                    .name("readiness")
                    .start(() -> ask(installation.database().tx(), answer));
        }
        return open;
    }

    private static void ask(Tx tx, CompletableFuture<String> answer) {
        try {
            answer.complete(tx.read(DatabaseFacts::schema));
        } catch (StorageException e) {
            answer.completeExceptionally(e);
        } catch (RuntimeException e) {
            answer.completeExceptionally(new StorageException("The schema cannot be read.", e));
        }
    }
}
