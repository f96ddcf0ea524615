package org.tierwise.catalog.taxonomy;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of the decision table.
 *
 * @param id R01 to R11
 * @param condition the condition in words, with the limits in force
 * @param holds the condition
 * @param shown the values that it looks at, in words
 * @param result the class it gives
 * @param evidence the short sentence for people
 */
record Rule(
        String id,
        String condition,
        Predicate<Facts> holds,
        Function<Facts, String> shown,
        Function<Facts, WorkloadClass> result,
        Function<Facts, String> evidence) {

    String sentence(Facts facts) {
        return id + (holds.test(facts) ? " applies" : " does not apply") + " (" + condition + "): " + shown.apply(facts)
                + ".";
    }
}
