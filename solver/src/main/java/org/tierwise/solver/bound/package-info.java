/**
 * The proof: a lower bound on the objective of every plan that keeps the rules, by Lagrangian relaxation. The limits
 * that couple serving groups (accelerators of pools and the blocks that fit into them, power of sites, shares of
 * providers) are given prices; what is left falls apart into one small problem a group, which is solved exactly, whole replicas included. Prices are found
 * here in whole numbers and so is the bound: there is no rounding in the certificate. No search framework here.
 */
@NullMarked
package org.tierwise.solver.bound;

import org.jspecify.annotations.NullMarked;
