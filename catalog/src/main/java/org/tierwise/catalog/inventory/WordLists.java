package org.tierwise.catalog.inventory;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tierwise.catalog.taxonomy.WorkloadClass;
import org.tierwise.catalog.workload.AccessProfile;
import org.tierwise.catalog.workload.BudgetMetric;
import org.tierwise.catalog.workload.LocationCoupling;
import org.tierwise.catalog.workload.Purpose;
import org.tierwise.catalog.workload.Waiting;
import org.tierwise.catalog.workload.WorkloadStatus;

/** Words that inventories use for the values of a list, in English and German. The value's own name counts too. */
final class WordLists {
    static final WordLists SHIPPED = new WordLists();

    private final Map<String, Purpose> purposes = list(Purpose.class, """
            INTERACTIVE: chat; chatbot; virtual agent; assistant; copilot; conversational ai; code assistant; code completion; agent; voice bot; rag; search assistant; document q&a; Assistent; Dialog; Sprachbot; Codeassistent
            STREAM: live video; video analytics; video inspection; vision qc; visual inspection; sensor stream; camera; Kamera; Bildprüfung; Sichtprüfung; Videoanalyse; Sensorstrom
            CONTROL: control loop; industrial control; machine control; process control; robot guidance; robotics; robot; Steuerung; Regelung; Robotersteuerung
            SERVICE: api; inference api; scoring; real-time scoring; fraud scoring; embedding service; classification service; Dienst; Bewertung; Echtzeitbewertung
            BATCH: batch analytics; batch job; document processing; etl; nightly; nightly job; overnight job; bulk inference; reporting; Stapelverarbeitung; Nachtlauf; Massenverarbeitung
            TRAINING: model training; pre-training; Modelltraining
            FINE_TUNING: finetuning; lora; post-training; model adaptation; Feinabstimmung; Nachtraining
            """);
    private final Map<String, Waiting> waiting = list(Waiting.class, """
            HUMAN: user; person; customer; employee; Mensch; Nutzer; Kunde
            MACHINE: system; plc; robot; application; caller system; Maschine; Anlage
            NOBODY: no one; scheduler; schedule; unattended; niemand; keiner
            """);
    private final Map<String, BudgetMetric> metrics = list(BudgetMetric.class, """
            TTFT: first token; time to first token; erstes Token
            E2E: end to end; full answer; total; gesamt
            FRAME: per frame; Bild; je Bild
            ACTUATION: actuator; Aktor
            """);
    private final Map<String, WorkloadStatus> statuses = list(WorkloadStatus.class, """
            ACTIVE: live; in production; production; operational; installed; produktiv; aktiv; retiring; phase out
            PLANNED: plan; pipeline; pilot; in development; proposed; geplant; phase in
            RETIRED: decommissioned; end of life; sunset; stillgelegt; abgelöst
            """);
    private final Map<String, AccessProfile> access = list(AccessProfile.class, """
            LAN: factory lan; campus lan; on premises; Werksnetz; Werks-LAN
            FIBRE: fiber; office fibre; office fiber; mpls; sd wan; Glasfaser
            CABLE_DSL: cable; dsl; home office; home broadband; Kabel
            FIVE_G: 5g; private 5g; Campus-5G
            FOUR_G: 4g; lte; mobile
            LEO: starlink; leo satellite
            GEO: vsat; geo satellite
            """);
    private final Map<String, LocationCoupling> couplings = list(LocationCoupling.class, """
            AGNOSTIC: portable; no; nein
            PINNED: hard coded; fixed; yes; ja
            """);
    private final Map<String, WorkloadClass> classes = list(WorkloadClass.class, "");
    private final Map<String, Integer> criticalities = new HashMap<>();
    private final Map<String, Boolean> answers = new HashMap<>();

    private WordLists() {
        add(criticalities, 1, "1; 1 most critical; most critical; critical; mission critical; kritisch");
        add(criticalities, 2, "2; 2 somewhat critical; somewhat critical; high; hoch");
        add(criticalities, 3, "3; 3 less critical; less critical; medium; mittel");
        add(criticalities, 4, "4; 4 not critical; not critical; low; niedrig");
        add(answers, true, "yes; y; true; 1; ja; j; x; wahr");
        add(answers, false, "no; n; false; 0; nein; falsch");
    }

    private static <E extends Enum<E>> Map<String, E> list(Class<E> type, String lines) {
        var words = new HashMap<String, E>();
        for (var value : type.getEnumConstants()) {
            add(words, value, value.name());
        }
        for (var line : lines.lines().toList()) {
            var parts = line.split(": ", 2);
            add(words, Enum.valueOf(type, parts[0]), parts[1]);
        }
        return words;
    }

    private static <V> void add(Map<String, V> words, V value, String synonyms) {
        for (var word : synonyms.split(";")) {
            var normal = Words.normal(word);
            words.put(normal, value);
            // "chat-bot" is "chatbot" too.
            words.putIfAbsent(normal.replace(" ", ""), value);
        }
    }

    private static <V> Optional<V> find(Map<String, V> words, String word) {
        var normal = Words.normal(word);
        var value = words.get(normal);
        return Optional.ofNullable(value == null ? words.get(normal.replace(" ", "")) : value);
    }

    Optional<Purpose> purpose(String word) {
        return find(purposes, word);
    }

    Optional<Waiting> waiting(String word) {
        return find(waiting, word);
    }

    Optional<BudgetMetric> metric(String word) {
        return find(metrics, word);
    }

    Optional<WorkloadStatus> status(String word) {
        return find(statuses, word);
    }

    Optional<AccessProfile> access(String word) {
        return find(access, word);
    }

    Optional<LocationCoupling> coupling(String word) {
        return find(couplings, word);
    }

    Optional<WorkloadClass> workloadClass(String word) {
        return find(classes, word);
    }

    Optional<Integer> criticality(String word) {
        return find(criticalities, word);
    }

    Optional<Boolean> answer(String word) {
        return find(answers, word);
    }

    /** "50", "p95", "99th" to a percentile that is allowed. */
    Optional<Integer> percentile(String word) {
        return switch (Words.normal(word).replaceAll("[^0-9]", " ").strip()) {
            case "50" -> Optional.of(50);
            case "90" -> Optional.of(90);
            case "95" -> Optional.of(95);
            case "99" -> Optional.of(99);
            default -> Optional.empty();
        };
    }

    /** Values of a list for a message: "INTERACTIVE, STREAM, …". */
    static <E extends Enum<E>> String values(Class<E> type) {
        return java.util.Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(java.util.stream.Collectors.joining(", "));
    }
}
