package org.tierwise.catalog.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns that an inventory may have, with the headers under which they are known in English and German. */
public enum Field {
    EXTERNAL_ID(
            Quantity.TEXT,
            "id; number; ref; reference; app id; application id; ci id; sys id; correlation id; asset id; Nr; Nummer; Kennung"),
    SOURCE(Quantity.TEXT, "system; cmdb; origin; Quelle"),
    NAME(
            Quantity.TEXT,
            "workload; workload name; application; application name; app name; display name; title; service; service name; ci name; Anwendung; Bezeichnung"),
    DESCRIPTION(Quantity.TEXT, "short description; notes; summary; Kurzbeschreibung; Beschreibung"),
    BUSINESS_UNIT(
            Quantity.TEXT, "department; division; org; organisation; line of business; Geschäftsbereich; Abteilung"),
    OWNER(
            Quantity.TEXT,
            "it application owner; owned by; application owner; responsible; Verantwortlich; Verantwortlicher"),
    CRITICALITY(Quantity.TEXT, "business criticality; importance; priority; Kritikalität"),
    STATUS(Quantity.TEXT, "install status; lifecycle; life cycle; life cycle stage; state; phase; Lebenszyklus"),
    PURPOSE(
            Quantity.TEXT,
            "ai use case; use case; use case type; workload type; interaction type; category; ai pattern; Anwendungsfall; KI-Muster"),
    WAITING(Quantity.TEXT, "waits; who waits; who waits for the answer; waiting party; human in the loop; Wer wartet"),
    USER_WAITING(Quantity.TEXT, "user waits; user facing; interactive y n; interactive yes no; Nutzer wartet"),
    WORKLOAD_CLASS(Quantity.TEXT, "class"),
    LATENCY_BUDGET(
            Quantity.TIME,
            "max response time; response time; latency; max latency; latency target; sla latency; latency sla; rtt budget; Max Antwortzeit; Antwortzeit; Latenz"),
    LATENCY_PERCENTILE(Quantity.TEXT, "percentile; Perzentil"),
    BUDGET_METRIC(Quantity.TEXT, "measured on; metric; latency metric; Messpunkt"),
    PROCESSING_BUDGET(Quantity.TIME, "compute budget"),
    PROCESSING_TIME(Quantity.TIME, "inference time; service time; model latency; compute time; Rechenzeit"),
    TOOL_TIME(Quantity.TIME, "tool latency"),
    TPOT_BUDGET(Quantity.TIME, "itl budget; inter token latency; time per output token"),
    DEADLINE(Quantity.DEADLINE, "batch deadline; batch window; window; max duration; must finish within; Frist"),
    CONTEXT_TOKENS(
            Quantity.TOKENS,
            "context window; context; context size; context length; max context; max tokens; ctx; Kontextfenster; Kontext"),
    INPUT_TOKENS(Quantity.TOKENS, "typical input tokens; prompt tokens; tokens in; isl; Eingabe-Token"),
    OUTPUT_TOKENS(
            Quantity.TOKENS,
            "typical output tokens; completion tokens; response tokens; tokens out; osl; Ausgabe-Token"),
    SHARED_PREFIX(Quantity.PERCENT, "prefix share"),
    PEAK_RPS(Quantity.RATE, "peak load; peak; throughput; peak throughput; peak rate; rps; qps; tps; Spitzenlast"),
    AVG_RPS(Quantity.RATE, "average rps; average load; avg load; mean load; Durchschnittslast"),
    REQUESTS_PER_DAY(
            Quantity.DAILY_RATE,
            "requests day; daily requests; daily volume; volume; Anfragen je Tag; Anfragen pro Tag; Tagesvolumen"),
    USER_LOCATION(
            Quantity.TEXT,
            "locations; location; sites served; user sites; user region; served from users in; city; Stadt; Standort; Standorte; Nutzerstandort; Nutzerstandorte"),
    USER_COUNTRY(Quantity.TEXT, "country; Land"),
    DEMAND_SHARE(Quantity.TEXT, "location share"),
    USERS(Quantity.PEOPLE, "user count; number of users; active users; headcount; Nutzer; Benutzer"),
    CALLS_PER_USER_DAY(Quantity.NUMBER, "calls per user per day; calls per user; Aufrufe je Nutzer und Tag"),
    ACCESS_PROFILE(
            Quantity.TEXT,
            "access; access network; network; connection; connectivity; last mile; Zugangsnetz; Netzzugang"),
    GROWTH_PCT_YEAR(Quantity.PERCENT, "growth; growth pct; growth p a; yearly growth; Wachstum; Wachstum p a"),
    MODEL(Quantity.TEXT, "foundation model; base model; llm; model name; Modell; KI-Modell"),
    MODEL_SIZE_B(Quantity.BILLIONS, "model size; parameters; Parameter"),
    GPU_MEMORY_GB(Quantity.GIGABYTES, "gpu memory; vram"),
    PAYLOAD_IN(Quantity.BYTES, "request size; input size; Nutzlast ein"),
    PAYLOAD_OUT(Quantity.BYTES, "response size; output size; Nutzlast aus"),
    CURRENT_SITE(
            Quantity.TEXT,
            "hosting; current hosting; current region; hosted on; runs on; Aktuelles Hosting; Hosting heute"),
    CURRENT_VENDOR(Quantity.TEXT, "vendor; cloud; provider; cloud provider; Anbieter"),
    DATA_RESIDENCY(
            Quantity.TEXT,
            "residency; data location; allowed countries; jurisdiction; sovereignty; Datenresidenz; Datenhaltung"),
    SOVEREIGN_ONLY(Quantity.TEXT, "sovereign; sovereign cloud only"),
    DATA_CLASS(Quantity.TEXT, "data classification; Datenklasse"),
    AVAILABILITY_TARGET(Quantity.PERCENT, "sla; sla target; availability; uptime; Verfügbarkeit"),
    OUTAGE_COST_PER_HOUR(
            Quantity.MONEY,
            "outage cost; downtime cost; downtime cost per hour; cost of outage; Ausfallkosten je Stunde"),
    MONTHLY_BUDGET(Quantity.MONEY, "budget; cost; tco; monthly cost; Monatsbudget"),
    COST_CENTER(Quantity.TEXT, "cost centre; Kostenstelle"),
    LOCATION_COUPLING(Quantity.TEXT, "location bound; Standortbindung"),
    TAGS(Quantity.TEXT, "labels; keywords; Schlagworte"),
    PARENT_ID(Quantity.TEXT, "parent; parent application");

    private final Quantity quantity;
    private final List<String> synonyms;

    Field(Quantity quantity, String synonyms) {
        this.quantity = quantity;
        this.synonyms =
                Arrays.stream(synonyms.split(";")).map(Words::normalHeader).toList();
    }

    /** The canonical header: "latency_budget". */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of a canonical header. */
    public static Optional<Field> of(String column) {
        return Arrays.stream(values())
                .filter(field -> field.column().equals(column))
                .findFirst();
    }

    Quantity quantity() {
        return quantity;
    }

    /** Headers in normal form, the canonical one included. */
    List<String> headers() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(Words.normal(column())), synonyms.stream())
                .distinct()
                .toList();
    }
}
