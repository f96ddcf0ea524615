package org.tierwise.solver.latency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tierwise.catalog.network.Backbone;
import org.tierwise.catalog.network.BackboneHub;
import org.tierwise.catalog.network.BackboneLink;

/**
 * All shortest paths between the backbone's hubs, computed once. Immutable after construction.
 *
 * <p>Each pair keeps its path cost (weighted km by which the way is chosen), its terrestrial and its submarine
 * kilometres and its hubs in words. 85 hubs give 7,225 pairs, so tables are cheaper than any search later.
 */
final class HubGraph {
    private final List<BackboneHub> hubs;
    private final double[] cost;
    private final double[] terrestrialKm;
    private final double[] submarineKm;
    private final String[] paths;

    /**
     * @param terrestrialWeight path cost of a terrestrial km; a submarine km costs 1
     * @param cut links that are out of order, in either direction
     */
    HubGraph(Backbone backbone, double terrestrialWeight, Set<BackboneLink> cut) {
        hubs = backbone.hubs();
        int n = hubs.size();
        cost = new double[n * n];
        terrestrialKm = new double[n * n];
        submarineKm = new double[n * n];
        paths = new String[n * n];
        var edges = edges(backbone, cut);
        for (int from = 0; from < n; from++) {
            shortestFrom(from, edges, terrestrialWeight);
        }
    }

    private record Edge(int to, double km, boolean submarine) {}

    private List<List<Edge>> edges(Backbone backbone, Set<BackboneLink> cut) {
        Map<String, Integer> index = new HashMap<>();
        List<List<Edge>> edges = new ArrayList<>();
        for (var hub : hubs) {
            if (index.put(hub.code(), edges.size()) != null) {
                throw new IllegalArgumentException("The backbone hub (" + hub.code() + ") is given twice.");
            }
            edges.add(new ArrayList<>());
        }
        for (var link : backbone.links()) {
            int a = indexOf(index, link.hubA());
            int b = indexOf(index, link.hubB());
            if (cut.contains(link) || cut.contains(new BackboneLink(link.hubB(), link.hubA(), link.submarine()))) {
                continue;
            }
            double km = hubs.get(a).at().kmTo(hubs.get(b).at());
            edges.get(a).add(new Edge(b, km, link.submarine()));
            edges.get(b).add(new Edge(a, km, link.submarine()));
        }
        return edges;
    }

    private static int indexOf(Map<String, Integer> index, String code) {
        var found = index.get(code);
        if (found == null) {
            throw new IllegalArgumentException("A backbone link names the hub (" + code + "), which does not exist.");
        }
        return found;
    }

    /** Dijkstra without a heap: with 85 hubs the linear scan is as fast and shorter. */
    private void shortestFrom(int from, List<List<Edge>> edges, double terrestrialWeight) {
        int n = hubs.size();
        int row = from * n;
        Arrays.fill(cost, row, row + n, Double.POSITIVE_INFINITY);
        Arrays.fill(paths, row, row + n, "");
        cost[row + from] = 0;
        paths[row + from] = hubs.get(from).code();
        boolean[] done = new boolean[n];
        for (int round = 0; round < n; round++) {
            int next = -1;
            for (int hub = 0; hub < n; hub++) {
                if (!done[hub] && (next < 0 || cost[row + hub] < cost[row + next])) {
                    next = hub;
                }
            }
            if (cost[row + next] == Double.POSITIVE_INFINITY) {
                return;
            }
            done[next] = true;
            for (var edge : edges.get(next)) {
                double reached = cost[row + next] + (edge.submarine() ? edge.km() : terrestrialWeight * edge.km());
                if (reached < cost[row + edge.to()]) {
                    cost[row + edge.to()] = reached;
                    terrestrialKm[row + edge.to()] = terrestrialKm[row + next] + (edge.submarine() ? 0 : edge.km());
                    submarineKm[row + edge.to()] = submarineKm[row + next] + (edge.submarine() ? edge.km() : 0);
                    paths[row + edge.to()] =
                            paths[row + next] + "-" + hubs.get(edge.to()).code();
                }
            }
        }
    }

    List<BackboneHub> hubs() {
        return hubs;
    }

    int pair(int from, int to) {
        return from * hubs.size() + to;
    }

    /** Weighted km; infinite if there is no way. */
    double cost(int pair) {
        return cost[pair];
    }

    double terrestrialKm(int pair) {
        return terrestrialKm[pair];
    }

    double submarineKm(int pair) {
        return submarineKm[pair];
    }

    String path(int pair) {
        return paths[pair];
    }
}
