package org.tierwise.web.workload;

import static org.tierwise.web.http.Numbers.plain;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tierwise.catalog.workload.Demand;
import org.tierwise.catalog.workload.Workload;

/** A stored workload as the fields of a form: reading them again gives the same workload. */
final class WorkloadFields {
    private WorkloadFields() {}

    static Map<String, String> of(Workload workload) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("external_id", workload.externalId());
        fields.put("name", workload.name());
        fields.put("description", workload.description());
        fields.put("owner", workload.owner());
        fields.put("business_unit", workload.businessUnit());
        fields.put("cost_center", workload.costCentre());
        fields.put("tags", String.join("; ", workload.tags()));
        fields.put("parent_id", text(workload.parentId()));
        fields.put("status", workload.status().name());
        fields.put("purpose", name(workload.purpose()));
        fields.put("waiting", name(workload.waiting()));
        addBudget(fields, workload);
        addTokens(fields, workload);
        addDemand(fields, workload.demand());
        addConstraints(fields, workload);
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    private static void addBudget(Map<String, String> fields, Workload workload) {
        var budget = workload.budget();
        fields.put("latency_budget", with(budget.totalMs(), " ms"));
        fields.put("budget_metric", name(budget.metric()));
        fields.put("latency_percentile", Integer.toString(budget.percentile()));
        fields.put("processing_budget", with(budget.processingMs(), " ms"));
        fields.put("tpot_budget", with(budget.interTokenMs(), " ms"));
        fields.put("deadline", with(budget.deadlineSeconds(), " s"));
    }

    private static void addTokens(Map<String, String> fields, Workload workload) {
        var tokens = workload.tokens();
        fields.put("context_tokens", plain(tokens.context()));
        fields.put("input_tokens", plain(tokens.input()));
        fields.put("output_tokens", plain(tokens.output()));
        fields.put("shared_prefix", tokens.sharedPrefix() == 0 ? "" : percent(tokens.sharedPrefix()));
        var runtime = workload.runtime();
        fields.put("model", text(runtime.model()));
        fields.put("model_size_b", with(runtime.modelSizeB(), "B"));
        fields.put("gpu_memory_gb", with(runtime.gpuMemoryGb(), " GB"));
        fields.put("processing_time", with(runtime.processingMs(), " ms"));
        fields.put("tool_time", runtime.toolMs() == 0 ? "" : plain(runtime.toolMs()) + " ms");
        fields.put("payload_in", with(runtime.payloadInBytes(), " B"));
        fields.put("payload_out", with(runtime.payloadOutBytes(), " B"));
    }

    private static void addDemand(Map<String, String> fields, Demand demand) {
        fields.put(
                "user_location",
                demand.points().stream()
                        .map(point -> point.location().label() + ": " + percent(point.share()))
                        .collect(Collectors.joining("; ")));
        fields.put("peak_rps", plain(demand.peakRps()));
        fields.put("avg_rps", plain(demand.avgRps()));
        fields.put("users", plain(demand.users()));
        fields.put("calls_per_user_day", plain(demand.callsPerUserDay()));
        fields.put("access_profile", demand.access().name());
        fields.put("growth_pct_year", demand.growthPctYear() == 0 ? "" : plain(demand.growthPctYear()) + " %");
    }

    private static void addConstraints(Map<String, String> fields, Workload workload) {
        var constraints = workload.constraints();
        fields.put("data_residency", constraints.residencyAsWritten());
        fields.put("sovereign_only", constraints.sovereignOnly() ? "yes" : "");
        fields.put("data_class", text(constraints.dataClass()));
        fields.put("location_coupling", constraints.coupling().name());
        fields.put("criticality", Integer.toString(constraints.criticality()));
        fields.put("availability_target", with(constraints.availabilityPct(), " %"));
        fields.put("outage_cost_per_hour", money(constraints.outageCostPerHour(), constraints.currency()));
        fields.put("monthly_budget", money(constraints.monthlyBudget(), constraints.currency()));
        fields.put("current_site", text(constraints.currentSite()));
        fields.put("current_vendor", text(constraints.currentVendor()));
    }

    /** What a form does not show is taken from the stored workload. */
    static Workload keeping(Workload stored, Workload edited) {
        return new Workload(
                edited.externalId(),
                stored.source(),
                edited.name(),
                edited.description(),
                edited.owner(),
                edited.businessUnit(),
                edited.costCentre(),
                edited.tags(),
                edited.parentId(),
                edited.status(),
                edited.purpose(),
                edited.waiting(),
                edited.budget(),
                edited.tokens(),
                edited.demand(),
                edited.runtime(),
                edited.constraints(),
                stored.custom());
    }

    /** Canonical columns that a form or the API may set, in the order of the form. */
    static final Map<String, List<String>> SECTIONS = sections();

    private static Map<String, List<String>> sections() {
        var sections = new LinkedHashMap<String, List<String>>();
        sections.put(
                "identity",
                List.of(
                        "name",
                        "external_id",
                        "owner",
                        "business_unit",
                        "cost_center",
                        "status",
                        "criticality",
                        "tags",
                        "parent_id",
                        "description"));
        sections.put(
                "latency",
                List.of(
                        "purpose",
                        "waiting",
                        "latency_budget",
                        "budget_metric",
                        "latency_percentile",
                        "deadline",
                        "context_tokens"));
        sections.put(
                "demand",
                List.of(
                        "user_location",
                        "access_profile",
                        "peak_rps",
                        "avg_rps",
                        "users",
                        "calls_per_user_day",
                        "growth_pct_year"));
        sections.put(
                "runtime",
                List.of(
                        "model",
                        "input_tokens",
                        "output_tokens",
                        "shared_prefix",
                        "model_size_b",
                        "gpu_memory_gb",
                        "processing_time",
                        "processing_budget",
                        "tool_time",
                        "tpot_budget",
                        "payload_in",
                        "payload_out"));
        sections.put(
                "constraints",
                List.of(
                        "data_residency",
                        "sovereign_only",
                        "data_class",
                        "location_coupling",
                        "availability_target",
                        "outage_cost_per_hour",
                        "monthly_budget",
                        "current_site",
                        "current_vendor"));
        return sections;
    }

    static List<String> columns() {
        return SECTIONS.values().stream().flatMap(List::stream).toList();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String name(@Nullable Enum<?> value) {
        return value == null ? "" : value.name();
    }

    private static String with(@Nullable Number number, String unit) {
        return number == null ? "" : plain(number) + unit;
    }

    private static String percent(double fraction) {
        return BigDecimal.valueOf(fraction)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }

    private static String money(@Nullable BigDecimal amount, String currency) {
        return amount == null
                ? ""
                : currency + " " + amount.stripTrailingZeros().toPlainString();
    }
}
