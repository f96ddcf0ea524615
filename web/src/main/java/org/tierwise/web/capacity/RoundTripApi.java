package org.tierwise.web.capacity;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tierwise.catalog.json.RecordJson;
import org.tierwise.catalog.network.RoundTripRow;
import org.tierwise.web.http.Errors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measured round trips from programs: all rows of a request are stored, or none. */
public final class RoundTripApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Every pair of a hundred sites; a request above it is better split. */
    private static final int ROWS_MAX = 10_000;

    private final RoundTripStore store;

    public RoundTripApi(RoundTripStore store) {
        this.store = store;
    }

    record Items(List<RoundTripRow> items) {}

    /** @param row of the request, from 1 */
    record Mistake(int row, String field, RoundTripCheck.Code code, String value, String message) {}

    public void list(Context ctx) {
        answer(ctx, new Items(store.list(ctx)));
    }

    public void add(Context ctx) {
        var rows = new ArrayList<RoundTripRow>();
        var mistakes = new ArrayList<Mistake>();
        var check = store.check(ctx);
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
                rows.add(store.row(checked, item.path("source").asString("")));
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
        store.put(ctx, rows);
        ctx.status(HttpStatus.CREATED);
        answer(ctx, new Items(rows));
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
