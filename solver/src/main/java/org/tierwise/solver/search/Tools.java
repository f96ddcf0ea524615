package org.tierwise.solver.search;

import org.tierwise.solver.bound.Guide;
import org.tierwise.solver.model.PlacementModel;

/** What all moves of all searches on one problem look things up in. Immutable, so that several threads may. */
record Tools(PlacementModel model, Guide guide, Fans fans, Shortlist shortlist) {
    static Tools of(PlacementModel model, Guide guide) {
        return new Tools(model, guide, new Fans(model, guide), new Shortlist(model, guide));
    }
}
