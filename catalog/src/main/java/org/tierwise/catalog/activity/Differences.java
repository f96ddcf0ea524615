package org.tierwise.catalog.activity;

import java.util.Set;
import java.util.TreeSet;
import org.tierwise.catalog.json.RecordJson;
import tools.jackson.databind.node.ObjectNode;

/** The part of two JSON objects in which they differ, for logs of many small changes. */
public final class Differences {
    private Differences() {}

    /**
     * Both objects with the members that differ.
     *
     * @param kept members that both keep all the same, so that a reader knows what it is about
     */
    public static ActivityDocuments of(String before, String after, String... kept) {
        var old = (ObjectNode) RecordJson.mapper().readTree(before);
        var changed = (ObjectNode) RecordJson.mapper().readTree(after);
        var same = new TreeSet<String>();
        old.properties().stream()
                .filter(member -> member.getValue().equals(changed.get(member.getKey())))
                .forEach(member -> same.add(member.getKey()));
        same.removeAll(Set.of(kept));
        old.remove(same);
        changed.remove(same);
        return new ActivityDocuments(old.toString(), changed.toString());
    }
}
