package org.tierwise.web.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tierwise.web.fault.Program.Answer;
import tools.jackson.databind.JsonNode;

/**
 * Clients that write all the time and note what was confirmed to them. One half registers and changes workloads, each in
 * several rows of several tables; the other imports files whose rows belong together.
 */
final class Writers {
    private static final int ROWS = 10;

    /** What a client was told of one change. */
    enum Told {
        KEPT,
        /** That nothing was changed. */
        NOT_KEPT,
        UNKNOWN
    }

    /** One request as its client saw it. */
    record Sent(int status, double seconds, long endedNanos, String body) {}

    /**
     * What a row may hold after one request: the number in its fields, −1 if it is not there.
     *
     * @param untrusted the same if the answer counts for nothing
     */
    private record Row(Set<Integer> values, Set<Integer> untrusted, long toldNanos) {}

    /** What a row may hold now, if answers after a moment count for nothing: each of those changes may be lost. */
    private static Set<Integer> possible(List<Row> told, long trustedUntil) {
        var possible = new HashSet<Integer>();
        for (var row : told) {
            if (row.toldNanos() <= trustedUntil) {
                possible.clear();
                possible.addAll(row.values());
            } else {
                possible.addAll(row.untrusted());
            }
        }
        return possible;
    }

    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Map<String, List<Row>> rows = new ConcurrentHashMap<>();

    private final List<Thread> threads = new ArrayList<>();
    private final String prefix;
    private volatile Program program;
    private volatile boolean ended;

    /** @param prefix of the ids, so that several rounds on one database can be told apart */
    Writers(String prefix, Program program) {
        this.prefix = prefix;
        this.program = program;
    }

    Writers start(int count) {
        for (int i = 0; i < count; i++) {
            var name = prefix + "-" + i;
            boolean imports = i % 4 == 3;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; !ended; n++) {
                    if (imports) {
                        importFile(name + "-" + n);
                    } else {
                        registerAndChange(name + "-" + n);
                    }
                }
            }));
        }
        return this;
    }

    /** Ends when the last answer is there. */
    void end() {
        ended = true;
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void registerAndChange(String id) {
        var created = note(program.post("/api/v1/workloads", fields(id, 0)));
        keep(id, created, -1, 0);
        if (!created.confirmed()) {
            pause();
            return;
        }
        var version = created.json().path("version").asString();
        for (int n = 1; n <= 3 && !ended; n++) {
            var changed = note(program.put(created.location(), version, fields(id, n)));
            keep(id, changed, n - 1, n);
            if (!changed.confirmed()) {
                pause();
                return;
            }
            version = changed.json().path("version").asString();
        }
    }

    private void importFile(String id) {
        var csv = "external_id,name,description,purpose,waiting,latency_budget,user_location,peak_rps\n"
                + IntStream.range(0, ROWS)
                        .mapToObj(row -> id + "-" + row + ",n0,n0,INTERACTIVE,HUMAN,400 ms,Berlin,1\n")
                        .collect(Collectors.joining());
        var answer = note(program.post("/api/v1/imports?dry_run=false", "text/csv", csv));
        IntStream.range(0, ROWS).forEach(row -> keep(id + "-" + row, answer, -1, 0));
        if (!answer.confirmed()) {
            pause();
        }
    }

    private static String fields(String id, int n) {
        return """
            {"external_id": "%s", "name": "n%d", "description": "n%d", "purpose": "INTERACTIVE",
             "waiting": "HUMAN", "latency_budget": "400 ms", "user_location": "Berlin", "peak_rps": %d}
            """.formatted(id, n, n, n + 1);
    }

    private Answer note(Answer answer) {
        sent.add(new Sent(answer.status(), answer.seconds(), System.nanoTime(), answer.body()));
        return answer;
    }

    /** @param before value that it had; −1 if it was not there */
    private void keep(String id, Answer answer, int before, int after) {
        var either = Set.of(before, after);
        var values = switch (told(answer)) {
            case KEPT -> Set.of(after);
            case NOT_KEPT -> Set.of(before);
            case UNKNOWN -> either;
        };
        rows.computeIfAbsent(id, row -> new ArrayList<>()).add(new Row(values, either, System.nanoTime()));
    }

    private static Told told(Answer answer) {
        if (answer.confirmed() || answer.body().contains("change was kept, but")) {
            return Told.KEPT;
        }
        return answer.body().contains("nothing was changed") || answer.body().contains("was not kept")
                ? Told.NOT_KEPT
                : Told.UNKNOWN;
    }

    private static void pause() {
        TakeoverIT.sleep(50);
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    long confirmed() {
        return sent.stream()
                .filter(one -> one.status() >= 200 && one.status() < 300)
                .count();
    }

    Map<Integer, Long> byStatus() {
        return sent.stream().collect(Collectors.groupingBy(Sent::status, TreeMap::new, Collectors.counting()));
    }

    /** What is stored now, by external id: the number that all of a row's fields name; −2 if they do not agree. */
    private static Map<String, Integer> stored(Program program) {
        var stored = new HashMap<String, Integer>();
        long total = 1;
        for (int page = 1; (page - 1) * 200L < total; page++) {
            var answer = program.get("/api/v1/workloads?size=200&page=" + page);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            total = answer.json().path("total").asLong();
            answer.json().path("items").forEach(item -> {
                var fields = item.path("fields");
                stored.put(fields.path("external_id").asString(), number(fields));
            });
        }
        return stored;
    }

    private static int number(JsonNode fields) {
        var name = fields.path("name").asString();
        boolean whole = name.equals(fields.path("description").asString())
                && fields.path("user_location").asString().contains("Berlin");
        return whole ? Integer.parseInt(name.substring(1)) : -2;
    }

    /** Everything is as its client was told, and files are whole. Returns how many rows were looked at. */
    int verify(Program reader) {
        return verify(reader, Long.MAX_VALUE);
    }

    /** @param trustedUntil answers after this moment count for nothing */
    int verify(Program reader, long trustedUntil) {
        var stored = stored(reader);
        var wrong = new ArrayList<String>();
        rows.forEach((id, told) -> {
            int found = stored.getOrDefault(id, -1);
            var values = possible(told, trustedUntil);
            if (!values.contains(found)) {
                wrong.add(id + " is " + found + " but was told as " + values);
            }
        });
        assertThat(wrong).as("changes that are not as they were told").isEmpty();
        var files = new HashMap<String, Set<Boolean>>();
        rows.keySet().stream()
                .filter(id -> id.split("-").length == prefix.split("-").length + 3)
                .forEach(id -> files.computeIfAbsent(id.substring(0, id.lastIndexOf('-')), file -> new HashSet<>())
                        .add(stored.containsKey(id)));
        assertThat(files.values()).as("files that are there in part").allMatch(there -> there.size() == 1);
        return rows.size();
    }
}
