package org.tierwise.catalog.workload;

import org.tierwise.catalog.json.RecordJson;

/** A workload as the JSON document that is stored. Keys that a newer version added are ignored when reading. */
public final class WorkloadJson {
    private WorkloadJson() {}

    public static String write(Workload workload) {
        return RecordJson.write(workload);
    }

    /** @throws IllegalArgumentException if the text is not a workload */
    public static Workload read(String json) {
        return RecordJson.read(json, Workload.class);
    }
}
