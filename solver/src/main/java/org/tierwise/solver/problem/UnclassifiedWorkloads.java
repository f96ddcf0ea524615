package org.tierwise.solver.problem;

import java.util.List;

/** Workloads without a class stop a build unless the user left them out. Holds one sentence for each. */
public final class UnclassifiedWorkloads extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> sentences;

    UnclassifiedWorkloads(List<String> sentences) {
        super(sentences.size() + " workloads have no class: " + String.join(" ", sentences)
                + " Fill in the missing field or leave these workloads out.");
        this.sentences = List.copyOf(sentences);
    }

    public List<String> sentences() {
        return sentences;
    }
}
