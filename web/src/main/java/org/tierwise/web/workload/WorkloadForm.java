package org.tierwise.web.workload;

import java.util.List;
import java.util.Map;
import org.tierwise.web.http.Form;
import org.tierwise.web.http.Messages;

/** The form of a workload as its template shows it. */
record WorkloadForm(List<Section> sections) {
    /** Choices by field; the empty one means "not stated". */
    private static final Map<String, List<String>> CHOICES = Map.of(
            "purpose", List.of("", "INTERACTIVE", "STREAM", "CONTROL", "SERVICE", "BATCH", "TRAINING", "FINE_TUNING"),
            "waiting", List.of("", "HUMAN", "MACHINE", "NOBODY"),
            "status", List.of("ACTIVE", "PLANNED", "RETIRED"),
            "budget_metric", List.of("", "TTFT", "E2E", "FRAME", "ACTUATION"),
            "latency_percentile", List.of("95", "50", "90", "99"),
            "access_profile", List.of("FIBRE", "LAN", "CABLE_DSL", "FIVE_G", "FOUR_G", "LEO", "GEO"),
            "criticality", List.of("3", "1", "2", "4"),
            "sovereign_only", List.of("", "yes"),
            "location_coupling", List.of("AGNOSTIC", "PINNED"));

    record Section(String name, String title, List<Field> fields) {}

    /**
     * One input.
     *
     * @param note what the value means, such as a sum in US dollars; empty if there is nothing to say
     * @param choices empty for a field of free text
     */
    record Field(
            String name,
            String label,
            String hint,
            String note,
            String value,
            String error,
            boolean required,
            boolean wide,
            List<Choice> choices) {}

    record Choice(String value, String label, boolean chosen) {}

    /** @param notes by field */
    static WorkloadForm of(Form form, Map<String, String> notes, Messages messages) {
        return new WorkloadForm(WorkloadFields.SECTIONS.entrySet().stream()
                .map(section -> new Section(
                        section.getKey(),
                        messages.text("workload.section." + section.getKey()),
                        section.getValue().stream()
                                .map(name -> field(name, form, notes.getOrDefault(name, ""), messages))
                                .toList()))
                .toList());
    }

    private static Field field(String name, Form form, String note, Messages messages) {
        var value = form.value(name);
        var choices = CHOICES.getOrDefault(name, List.of()).stream()
                .map(choice -> new Choice(choice, messages.text("choice." + name + "." + choice), choice.equals(value)))
                .toList();
        return new Field(
                name,
                messages.text("field." + name),
                messages.has("field." + name + ".hint") ? messages.text("field." + name + ".hint") : "",
                note,
                value,
                form.error(name),
                name.equals("name"),
                name.equals("description") || name.equals("user_location"),
                choices);
    }
}
