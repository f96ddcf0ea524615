package org.tierwise.catalog.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tierwise.catalog.provenance.Figure;
import org.tierwise.catalog.provenance.Kind;
import org.tierwise.catalog.provenance.Provenance;

/** All editable numbers by key, in the order of the shipped file. Immutable. */
public final class Assumptions {
    private final Map<String, Assumption> byKey;
    private final Consumer<String> onUse;

    public Assumptions(List<Assumption> all) {
        var map = new LinkedHashMap<String, Assumption>();
        for (var assumption : all) {
            if (map.put(assumption.key(), assumption) != null) {
                throw new IllegalArgumentException("The assumption (" + assumption.key() + ") is given twice.");
            }
        }
        byKey = map;
        onUse = key -> {};
    }

    private Assumptions(Map<String, Assumption> byKey, Consumer<String> onUse) {
        this.byKey = byKey;
        this.onUse = onUse;
    }

    /**
     * The same numbers, telling {@code onUse} the key of each one that is looked up: a plan lists what it used. It is
     * called from every thread that uses them.
     */
    public Assumptions tellingUse(Consumer<String> onUse) {
        return new Assumptions(byKey, onUse);
    }

    /** The value of a known key. An unknown key is a programming error and throws. */
    public double value(String key) {
        return get(key).figure().value();
    }

    public Assumption get(String key) {
        var assumption = byKey.get(key);
        if (assumption == null) {
            throw new IllegalArgumentException("There is no assumption with the key (" + key + ").");
        }
        onUse.accept(key);
        return assumption;
    }

    /** Empty if there is none with this key; unlike {@link #get} this is no use of it. */
    public Optional<Assumption> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public List<Assumption> all() {
        return List.copyOf(byKey.values());
    }

    /** The same with one value changed by the user; {@code who} becomes its source. */
    public Assumptions with(String key, double value, String who) {
        return with(AssumptionOverride.toStore(key, value, who));
    }

    /** The same with one value set differently; its source names who did it, and what was shipped. */
    public Assumptions with(AssumptionOverride override) {
        var key = override.key();
        var old = get(key);
        var source = "set by " + override.setBy() + "; shipped: "
                + new BigDecimal(Double.toString(old.figure().value()))
                        .stripTrailingZeros()
                        .toPlainString();
        var changed = new ArrayList<Assumption>();
        for (var assumption : byKey.values()) {
            changed.add(
                    assumption.key().equals(key)
                            ? new Assumption(
                                    key,
                                    old.label(),
                                    new Figure(
                                            override.value(),
                                            old.figure().unit(),
                                            new Provenance(Kind.ASSUMED, source, override.setOn())))
                            : assumption);
        }
        return new Assumptions(changed);
    }
}
