package org.tierwise.bench.peer;

import com.google.ortools.Loader;
import com.google.ortools.sat.ConstraintProto;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpModelProto;
import com.google.ortools.sat.CpObjectiveProto;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntegerVariableProto;
import com.google.ortools.sat.LinearConstraintProto;
import com.google.ortools.sat.PartialVariableAssignment;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CP-SAT of OR-Tools. Its model is written as a protocol message: a tenth of the memory of its builder classes. */
final class CpSat {
    private static final int WORKERS = 2;

    /**
     * From here on presolving takes longer than people wait, and without it a hint is improved at once: with 770,000
     * variables, nothing after 60 s against a plan after 4.
     */
    private static final int PRESOLVED = 300_000;

    private CpSat() {}

    static Answer solve(Task task) {
        long began = System.nanoTime();
        Loader.loadNativeLibraries();
        var formulation = new Formulation(task.model());
        var model = new CpModel();
        var writer = new Writer(model.getBuilder());
        formulation.writeTo(writer);
        writer.end();
        int[] hint = task.hint();
        if (hint != null) {
            var values = PartialVariableAssignment.newBuilder();
            long[] of = formulation.valuesOf(hint);
            for (int variable = 0; variable < of.length; variable++) {
                values.addVars(variable).addValues(of[variable]);
            }
            model.getBuilder().setSolutionHint(values);
        }
        var solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(WORKERS)
                .setRandomSeed((int) (task.seed() & Integer.MAX_VALUE))
                .setMaxTimeInSeconds(task.limit().toMillis() / 1e3);
        boolean presolve = hint == null || formulation.variables() < PRESOLVED;
        solver.getParameters().setCpModelPresolve(presolve);
        double buildSeconds = Answer.secondsSince(began);
        began = System.nanoTime();
        CpSolverStatus status = solver.solve(model);
        double seconds = Answer.secondsSince(began);
        boolean found = status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE;
        var response = solver.response();
        int[] option = found ? formulation.optionsOf(i -> response.getSolution(i) == 1) : null;
        // Costs are not negative; such a bound is what is left before the first relaxation is solved.
        double bound = Math.ceil(response.getBestObjectiveBound() - 1e-6);
        Long micros = bound > 0 ? Long.valueOf((long) bound * formulation.unit()) : null;
        return new Answer(option, micros, buildSeconds, seconds, status.name().toLowerCase(Locale.ROOT));
    }

    private static final class Writer implements Formulation.Sink {
        private final CpModelProto.Builder model;
        private final CpObjectiveProto.Builder objective = CpObjectiveProto.newBuilder();
        private final Map<Long, IntegerVariableProto> upTo = new HashMap<>();
        private int variables;
        private LinearConstraintProto.@Nullable Builder row;

        Writer(CpModelProto.Builder model) {
            this.model = model;
        }

        @Override
        public void variable(long most, long cost) {
            // Equal domains share one message.
            model.addVariables(upTo.computeIfAbsent(
                    most,
                    to -> IntegerVariableProto.newBuilder()
                            .addDomain(0)
                            .addDomain(to)
                            .build()));
            if (cost != 0) {
                objective.addVars(variables).addCoeffs(cost);
            }
            variables++;
        }

        @Override
        public void row(long least, long most) {
            endRow();
            row = LinearConstraintProto.newBuilder().addDomain(least).addDomain(most);
        }

        @Override
        public void term(int variable, long factor) {
            if (row != null && factor != 0) {
                row.addVars(variable).addCoeffs(factor);
            }
        }

        private void endRow() {
            if (row != null) {
                model.addConstraints(ConstraintProto.newBuilder().setLinear(row.build()));
            }
        }

        void end() {
            endRow();
            row = null;
            model.setObjective(objective);
        }
    }
}
