package org.tierwise.catalog.inventory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.taxonomy.Classifier;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.catalog.workload.Demand;
import org.tierwise.catalog.workload.LatencyBudget;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Runtime;
import org.tierwise.catalog.workload.TokenProfile;
import org.tierwise.catalog.workload.Waiting;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadStatus;

/** Turns the rows of one file into workloads, one after the other. Knows the keys that it has seen. */
final class RowParser {
    private static final int LONGEST_CELL = 32 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final double BATCH_DEADLINE_S = 60;
    private static final WordLists WORDS = WordLists.SHIPPED;

    private final Columns columns;
    private final ImportOptions options;
    private final DemandColumns demand;
    private final PlaceCells places;
    private final ConstraintCells constraints;
    private final RowFindings findings;
    private final QuantityReader quantities;
    private final Map<String, RowOutcome> firstByKey = new HashMap<>();

    RowParser(
            Columns columns,
            ImportOptions options,
            DemandColumns demand,
            PlaceFinder places,
            Residency residency,
            ModelNames models,
            Classifier classifier) {
        this.columns = columns;
        this.options = options;
        this.demand = demand;
        this.places = new PlaceCells(demand, places);
        this.constraints = new ConstraintCells(residency, options.currency());
        this.findings = new RowFindings(models, classifier);
        this.quantities = new QuantityReader(options.currency());
    }

    RowOutcome parse(InventoryRow row) {
        var cells = new Cells(row, columns, quantities);
        if (row.cells().size() != columns.count()) {
            cells.rowIssue(
                    IssueCode.ROW_RAGGED,
                    "Line " + row.line() + " has " + row.cells().size() + " cells, the header has " + columns.count()
                            + ".",
                    "Maybe a cell contains the delimiter and is not quoted.");
            return rejected(cells, "");
        }
        checkLengths(cells);
        var name = name(cells);
        var externalId = externalId(cells, name);
        var key = cells.text(Field.SOURCE) + "\n" + externalId;
        var first = externalId.isEmpty() ? null : firstByKey.get(key);
        if (first != null && demand.rowsShareKeys()) {
            // One more place of a workload whose places were all read with its first row.
            return new RowOutcome(row, externalId, first.result());
        } else if (first != null) {
            duplicate(cells, externalId, first);
        }
        var outcome = outcome(cells, externalId, name);
        firstByKey.putIfAbsent(key, outcome);
        return outcome;
    }

    private RowOutcome outcome(Cells cells, String externalId, String name) {
        // Read to the end even after an error, so that one look shows all that is wrong with the row.
        var workload = workload(cells, externalId, name);
        if (cells.failed()) {
            return rejected(cells, externalId);
        }
        findings.add(cells, workload);
        return new RowOutcome(cells.row(), externalId, new RowResult.Accepted(workload, cells.issues()));
    }

    private static RowOutcome rejected(Cells cells, String externalId) {
        return new RowOutcome(cells.row(), externalId, new RowResult.Rejected(cells.issues()));
    }

    private void checkLengths(Cells cells) {
        for (var column : columns.mappings()) {
            var cell = cells.row().cell(column.index());
            if (cell.length() > LONGEST_CELL) {
                cells.rowIssue(
                        IssueCode.TEXT_TOO_LONG,
                        "The value in column (" + column.header() + ") has " + cell.length() + " characters, at most "
                                + LONGEST_CELL + " are allowed.",
                        "Shorten it. Maybe a quote is not closed.");
            }
        }
    }

    private String name(Cells cells) {
        var name = cells.text(Field.NAME, LONGEST_NAME);
        if (name.isEmpty()) {
            cells.issue(
                    Field.NAME,
                    IssueCode.REQUIRED_MISSING,
                    "is missing but required",
                    "Write the name of the workload.");
        }
        return name;
    }

    private String externalId(Cells cells, String name) {
        var written = cells.text(Field.EXTERNAL_ID, LONGEST_NAME);
        if (!written.isEmpty()) {
            return written;
        }
        var fromName = Words.normal(name).replace(' ', '-');
        if (!fromName.isEmpty()) {
            cells.issue(
                    Field.EXTERNAL_ID,
                    IssueCode.KEY_FROM_NAME,
                    "",
                    "is missing, so that (" + fromName + ") is made from the name",
                    "Give each workload an id that stays when its name changes.");
        }
        return fromName.isEmpty() ? name : fromName;
    }

    private static void duplicate(Cells cells, String externalId, RowOutcome first) {
        cells.issue(
                Field.EXTERNAL_ID,
                IssueCode.DUPLICATE_KEY_IN_FILE,
                externalId,
                "is already the key of line " + first.row().line(),
                "Keep one of the rows, or give this one its own key.");
    }

    private Workload workload(Cells cells, String externalId, String name) {
        var source = cells.text(Field.SOURCE);
        var budget = budget(cells);
        return new Workload(
                // A workload cannot be without key and name; the row is rejected for it anyway.
                externalId.isEmpty() ? "?" : externalId,
                source.isEmpty() ? options.source() : source,
                name.isEmpty() ? "?" : name,
                cells.text(Field.DESCRIPTION),
                cells.text(Field.OWNER),
                cells.text(Field.BUSINESS_UNIT),
                cells.text(Field.COST_CENTER),
                tags(cells.text(Field.TAGS)),
                Cells.orNull(cells.text(Field.PARENT_ID)),
                Cells.or(
                        cells.word(Field.STATUS, WORDS::status, WordLists.values(WorkloadStatus.class)),
                        WorkloadStatus.ACTIVE),
                cells.word(Field.PURPOSE, WORDS::purpose, WordLists.values(Purpose.class)),
                waiting(cells, budget),
                budget,
                tokens(cells),
                demand(cells),
                runtime(cells),
                constraints.read(cells),
                cells.custom());
    }

    private static List<String> tags(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split("[;,|\\r\\n]+"))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }

    private LatencyBudget budget(Cells cells) {
        return new LatencyBudget(
                cells.number(Field.LATENCY_BUDGET),
                cells.word(Field.BUDGET_METRIC, WORDS::metric, WordLists.values(BudgetMetric.class)),
                Cells.or(cells.word(Field.LATENCY_PERCENTILE, WORDS::percentile, "50, 90, 95, 99"), 95),
                cells.number(Field.PROCESSING_BUDGET),
                cells.number(Field.TPOT_BUDGET),
                cells.number(Field.DEADLINE));
    }

    /** A column of yes and no: no means a machine if something must be fast, else nobody. */
    private @Nullable Waiting waiting(Cells cells, LatencyBudget budget) {
        var stated = waiting(cells, Field.WAITING, budget);
        return stated == null ? waiting(cells, Field.USER_WAITING, budget) : stated;
    }

    private @Nullable Waiting waiting(Cells cells, Field field, LatencyBudget budget) {
        return cells.word(
                field,
                word -> WORDS.waiting(word)
                        .or(() -> WORDS.answer(word).map(yes -> yes ? Waiting.HUMAN : notHuman(budget))),
                "human, machine, nobody, yes, no");
    }

    private static Waiting notHuman(LatencyBudget budget) {
        var deadline = budget.deadlineSeconds();
        return budget.totalMs() != null || deadline != null && deadline < BATCH_DEADLINE_S
                ? Waiting.MACHINE
                : Waiting.NOBODY;
    }

    private static TokenProfile tokens(Cells cells) {
        var shared = cells.number(Field.SHARED_PREFIX);
        return new TokenProfile(
                cells.whole(Field.INPUT_TOKENS),
                cells.whole(Field.OUTPUT_TOKENS),
                cells.whole(Field.CONTEXT_TOKENS),
                shared == null ? 0 : shared / 100);
    }

    private Demand demand(Cells cells) {
        var avgRps = cells.number(Field.AVG_RPS);
        var daily = cells.number(Field.REQUESTS_PER_DAY);
        return new Demand(
                places.points(cells),
                cells.number(Field.PEAK_RPS),
                avgRps == null ? daily : avgRps,
                cells.number(Field.USERS),
                cells.number(Field.CALLS_PER_USER_DAY),
                Cells.or(
                        cells.word(
                                Field.ACCESS_PROFILE,
                                WORDS::access,
                                Arrays.stream(AccessProfile.values())
                                        .map(AccessProfile::label)
                                        .reduce((a, b) -> a + ", " + b)
                                        .orElse("")),
                        AccessProfile.FIBRE),
                Cells.or(cells.number(Field.GROWTH_PCT_YEAR), 0.0));
    }

    private static Runtime runtime(Cells cells) {
        return new Runtime(
                Cells.orNull(cells.text(Field.MODEL)),
                cells.number(Field.MODEL_SIZE_B),
                cells.number(Field.GPU_MEMORY_GB),
                cells.number(Field.PROCESSING_TIME),
                Cells.or(cells.number(Field.TOOL_TIME), 0.0),
                cells.number(Field.PAYLOAD_IN),
                cells.number(Field.PAYLOAD_OUT));
    }
}
