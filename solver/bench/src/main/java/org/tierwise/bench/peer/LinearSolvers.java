package org.tierwise.bench.peer;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SCIP and GLOP, as OR-Tools brings them. */
final class LinearSolvers {
    private static final int THREADS = 2;

    private LinearSolvers() {}

    static Answer scip(Task task) {
        return solve(task, "SCIP");
    }

    /** The relaxation, in which variables need not be whole: its optimum is a bound, and no plan. */
    static Answer glop(Task task) {
        return solve(task, "GLOP");
    }

    private static Answer solve(Task task, String name) {
        long began = System.nanoTime();
        Loader.loadNativeLibraries();
        MPSolver solver = MPSolver.createSolver(name);
        if (solver == null) {
            throw new IllegalStateException("OR-Tools has no " + name + " on this machine.");
        }
        try {
            return solve(task, solver, began);
        } finally {
            solver.delete();
        }
    }

    private static Answer solve(Task task, MPSolver solver, long began) {
        var formulation = new Formulation(task.model());
        double dollars = formulation.unit() / 1e6;
        var writer = new Writer(solver, formulation.variables(), dollars);
        formulation.writeTo(writer);
        solver.objective().setMinimization();
        int[] hint = task.hint();
        if (hint != null) {
            solver.setHint(
                    writer.variables,
                    Arrays.stream(formulation.valuesOf(hint)).asDoubleStream().toArray());
        }
        solver.setTimeLimit(task.limit().toMillis());
        if (solver.isMip()
                && !solver.setSolverSpecificParametersAsString(
                        "randomization/randomseedshift = " + task.seed() % Integer.MAX_VALUE + "\n")) {
            throw new IllegalStateException("SCIP does not take a seed.");
        }
        // Two concurrent searches; measured to be as good as one or better.
        if (solver.isMip() && !solver.setNumThreads(THREADS)) {
            throw new IllegalStateException("SCIP does not take a number of threads.");
        }
        var parameters = new MPSolverParameters();
        // By default it would stop at 0.01 % and not say so.
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
        double buildSeconds = Answer.secondsSince(began);
        began = System.nanoTime();
        MPSolver.ResultStatus status = solver.solve(parameters);
        double seconds = Answer.secondsSince(began);
        String note = status.name().toLowerCase(Locale.ROOT);
        boolean found = status == MPSolver.ResultStatus.OPTIMAL || status == MPSolver.ResultStatus.FEASIBLE;
        if (!solver.isMip()) {
            boolean optimal = status == MPSolver.ResultStatus.OPTIMAL;
            Long bound = optimal ? micros(solver.objective().value()) : null;
            return new Answer(null, bound, buildSeconds, seconds, optimal ? note : "no bound in its limit, " + note);
        }
        int[] option = found ? formulation.optionsOf(i -> writer.variables[i].solutionValue() > 0.5) : null;
        // Costs are not negative; such a bound is what is left before the first relaxation is solved.
        double bound = found ? solver.objective().bestBound() : 0;
        return new Answer(option, bound > 0 ? micros(bound) : null, buildSeconds, seconds, note).orHint(hint);
    }

    private static Long micros(double dollars) {
        return Math.round(dollars * 1e6);
    }

    private static final class Writer implements Formulation.Sink {
        private final MPSolver solver;
        private final MPObjective objective;
        private final double dollars;
        private final MPVariable[] variables;
        private int count;
        private @Nullable MPConstraint row;

        Writer(MPSolver solver, int count, double dollars) {
            this.solver = solver;
            this.dollars = dollars;
            objective = solver.objective();
            variables = new MPVariable[count];
        }

        @Override
        public void variable(long most, long cost) {
            MPVariable variable = solver.makeVar(0, most, true, "");
            objective.setCoefficient(variable, cost * dollars);
            variables[count++] = variable;
        }

        @Override
        public void row(long least, long most) {
            row = solver.makeConstraint(
                    least == Long.MIN_VALUE ? -MPSolver.infinity() : least,
                    most == Long.MAX_VALUE ? MPSolver.infinity() : most);
        }

        @Override
        public void term(int variable, long factor) {
            if (row != null && factor != 0) {
                row.setCoefficient(variables[variable], factor);
            }
        }
    }
}
