package org.tierwise.bench.peer;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Who takes part. What the peers have for configuration is said here in the words of the report. */
public enum Contender {
    TIERWISE("tierwise", "2 searches, exact money", false, false, OurSolver::solve),
    CP_SAT("cp-sat", "2 workers, cold", false, false, CpSat::solve),
    CP_SAT_WARM("cp-sat", "2 workers, warm hint", true, false, CpSat::solve),
    SCIP("scip", "2 threads, cold", false, false, LinearSolvers::scip),
    SCIP_WARM("scip", "2 threads, warm hint", true, false, LinearSolvers::scip),
    GLOP("glop", "LP bound, 1 thread", false, true, LinearSolvers::glop),
    TIMEFOLD_DEFAULT("timefold-default", "out of the box, 1 thread", false, false, OutOfTheBox::solve);

    private static final Duration BOUND_LIMIT = Duration.ofSeconds(600);

    private final String solver;
    private final String configuration;
    private final boolean warm;
    private final boolean boundOnly;
    private final Function<Task, Answer> solve;

    Contender(String solver, String configuration, boolean warm, boolean boundOnly, Function<Task, Answer> solve) {
        this.solver = solver;
        this.configuration = configuration;
        this.warm = warm;
        this.boundOnly = boundOnly;
        this.solve = solve;
    }

    /** The contenders of a peer's name, cold and warm; none for an unknown name. */
    public static List<Contender> of(String name) {
        return List.of(values()).stream()
                .filter(contender -> contender.solver.equals(name))
                .toList();
    }

    /** The name on the command line. */
    public String solver() {
        return solver;
    }

    /** Threads and start, in words. */
    public String configuration() {
        return configuration;
    }

    /** Whether it starts from our construction. */
    public boolean warm() {
        return warm;
    }

    /** Whether it proves a bound and finds no plan. */
    public boolean boundOnly() {
        return boundOnly;
    }

    /** How long it may solve when plans are searched for {@code seconds}. A relaxation is no use unfinished. */
    public Duration limit(Duration seconds) {
        return boundOnly && seconds.compareTo(BOUND_LIMIT) < 0 ? BOUND_LIMIT : seconds;
    }

    public Answer solve(Task task) {
        return solve.apply(task);
    }
}
