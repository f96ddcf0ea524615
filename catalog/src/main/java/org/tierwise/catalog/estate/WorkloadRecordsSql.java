package org.tierwise.catalog.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tierwise.catalog.Digest;
import org.tierwise.catalog.schema.tables.records.DemandPointRecord;
import org.tierwise.catalog.schema.tables.records.WorkloadDocumentRecord;
import org.tierwise.catalog.schema.tables.records.WorkloadRecord;
import org.tierwise.catalog.taxonomy.Warning;
import org.tierwise.catalog.workload.Workload;
import org.tierwise.catalog.workload.WorkloadJson;

/** A workload as rows of its three tables. */
final class WorkloadRecordsSql {
    private static final int SEARCH_KEY_MAX = 4_000;
    private static final int NAME_MAX = 500;
    private static final int WORD_MAX = 300;

    private WorkloadRecordsSql() {}

    /** The columns that come from the workload and its class; keys, version and times are the caller's. */
    static WorkloadRecord columns(ClassifiedWorkload classified) {
        var workload = classified.workload();
        var classification = classified.classification();
        var record = new WorkloadRecord();
        record.setSource(workload.source());
        record.setExternalId(workload.externalId());
        record.setName(cut(workload.name(), NAME_MAX));
        record.setNameKey(cut(key(workload.name()), NAME_MAX));
        record.setSearchKey(searchKey(workload));
        record.setStatus(workload.status().name());
        record.setWorkloadClass(classification.workloadClass().name());
        record.setRuleId(classification.rule());
        record.setLatencyTier(classification.latencyTier().name());
        record.setInteractive(classification.interactive());
        record.setWarnings(classification.warnings().stream().map(Warning::name).collect(Collectors.joining(";")));
        record.setOwnerName(cut(workload.owner(), WORD_MAX));
        record.setBusinessUnit(cut(workload.businessUnit(), WORD_MAX));
        var model = workload.runtime().model();
        record.setModelName(cut(model == null ? "" : model, WORD_MAX));
        record.setCriticality(workload.constraints().criticality());
        record.setBudgetMs(classification.budgetMs());
        record.setPeakRps(workload.demand().peakRps());
        var points = workload.demand().points();
        record.setFirstLocation(
                points.isEmpty() ? "" : cut(points.getFirst().location().label(), WORD_MAX));
        record.setLocationCount(points.size());
        record.setContentSha256(contentSha256(classified));
        return record;
    }

    static WorkloadDocumentRecord document(long workspaceId, long id, Workload workload) {
        var record = new WorkloadDocumentRecord();
        record.setWorkspaceId(workspaceId);
        record.setWorkloadId(id);
        record.setDocument(WorkloadJson.write(workload));
        return record;
    }

    static List<DemandPointRecord> points(long workspaceId, long id, Workload workload) {
        var records = new ArrayList<DemandPointRecord>();
        for (var point : workload.demand().points()) {
            var record = new DemandPointRecord();
            record.setWorkspaceId(workspaceId);
            record.setWorkloadId(id);
            record.setSeq(records.size());
            record.setPlace(cut(point.location().name(), WORD_MAX));
            record.setCountry(point.location().country());
            record.setLat(point.location().at().lat());
            record.setLon(point.location().at().lon());
            record.setShare(point.share());
            records.add(record);
        }
        return records;
    }

    /** Of the workload and of its class: an import after a change of the rules is a change too. */
    static String contentSha256(ClassifiedWorkload classified) {
        var classification = classified.classification();
        return contentSha256(
                WorkloadJson.write(classified.workload()),
                classification.workloadClass().name(),
                classification.rule(),
                classification.latencyTier().name(),
                classification.warnings().toString());
    }

    static String contentSha256(String document, String workloadClass, String rule, String tier, String warnings) {
        return Digest.sha256(String.join("\n", document, workloadClass, rule, tier, warnings));
    }

    /** How text is compared: without regard to case. */
    static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String searchKey(Workload workload) {
        var model = workload.runtime().model();
        var words = Stream.concat(
                Stream.of(
                        workload.name(),
                        workload.externalId(),
                        workload.owner(),
                        workload.businessUnit(),
                        model == null ? "" : model,
                        String.join(" ", workload.tags())),
                Stream.of(workload.description()));
        return cut(key(words.collect(Collectors.joining("\n"))), SEARCH_KEY_MAX);
    }

    /** As much as the column holds. PostgreSQL stores no NUL; the document keeps it. */
    private static String cut(String text, int length) {
        var storable = text.replace('\0', ' ');
        return storable.length() <= length ? storable : storable.substring(0, length);
    }
}
