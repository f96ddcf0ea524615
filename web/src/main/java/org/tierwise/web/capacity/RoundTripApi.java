package org.tierwise.web.capacity;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.Tx;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.network.RoundTripRepository;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;
import org.tierwise.web.http.Errors;
import org.tierwise.web.http.Messages;
import org.tierwise.web.http.WorkspaceCatalogues;
import org.tierwise.web.http.Workspaces;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measured round trips from programs: all rows of a request are stored, or none. */
public final class RoundTripApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ROWS_MAX = 10_000;

    private final Tx tx;
    private final Workspaces workspaces;
    private final WorkspaceCatalogues catalogues;
    private final Clock clock;
    private final Messages messages;

    public RoundTripApi(Tx tx, Workspaces workspaces, WorkspaceCatalogues catalogues, Clock clock, Messages messages) {
        this.tx = tx;
        this.workspaces = workspaces;
        this.catalogues = catalogues;
        this.clock = clock;
        this.messages = messages;
    }

    record Items(List<RoundTripRow> items) {}

    /** @param row of the request, from 1 */
    record Mistake(int row, String field, RoundTripCheck.Code code, String value, String message) {}

    public void list(Context ctx) {
        long workspace = workspaces.currentId(ctx);
        answer(ctx, new Items(tx.read(db -> new RoundTripRepository(db).list(workspace))));
    }

    public void add(Context ctx) {
        var rows = new ArrayList<RoundTripRow>();
        var mistakes = new ArrayList<Mistake>();
        var check = new RoundTripCheck(catalogues.current(ctx), messages);
        int number = 0;
        for (var item : items(ctx)) {
            number++;
            var checked = check.check(
                    item.path("from").asString(""),
                    item.path("to").asString(""),
                    item.path("ms").asString(""));
            for (var refusal : checked.refusals()) {
                mistakes.add(new Mistake(number, refusal.field(), refusal.code(), refusal.value(), refusal.message()));
            }
            if (checked.refusals().isEmpty()) {
                rows.add(new RoundTripRow(checked.from(), checked.to(), checked.ms(), provenance(item)));
            }
        }
        if (!mistakes.isEmpty()) {
            Errors.problem(
                    ctx,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "Nothing was stored: " + mistakes.getFirst().message(),
                    Map.of("errors", mistakes));
            return;
        }
        long workspace = workspaces.currentId(ctx);
        tx.writing(db -> new RoundTripRepository(db).put(workspace, rows));
        ctx.status(HttpStatus.CREATED);
        answer(ctx, new Items(rows));
    }

    private Provenance provenance(JsonNode item) {
        var source = item.path("source").asString("").strip();
        return new Provenance(
                Kind.MEASURED,
                source.isEmpty() ? messages.text("capacity.rtt.ownSource") : source,
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
    }

    private static JsonNode items(Context ctx) {
        try {
            var items = JSON.readTree(ctx.body()).path("items");
            if (items.isArray() && !items.isEmpty() && items.size() <= ROWS_MAX) {
                return items;
            }
        } catch (JacksonException e) {
            throw new BadRequestResponse("The body is no JSON: " + e.getOriginalMessage());
        }
        throw new BadRequestResponse("Send {\"items\": [{\"from\": \"aws/eu-central-1\", \"to\": \"aws/eu-west-1\","
                + " \"ms\": 23.5, \"source\": \"…\"}]} with 1 to " + ROWS_MAX + " rows.");
    }

    private static void answer(Context ctx, Object body) {
        ctx.result(RecordJson.mapper().writeValueAsBytes(body)).contentType(ContentType.APPLICATION_JSON);
    }
}
