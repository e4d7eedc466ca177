package dev.davit.testkit.cluster.kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * How a cluster looks.
 *
 * @param nodes how many nodes, the first of which has the control plane
 * @param zones the zone of each node, in turn; empty for none
 */
public record Shape(int nodes, List<String> zones) {

    private static final int MOST = 9;

    /** Checks. */
    public Shape {
        if (nodes < 1 || nodes > MOST) {
            throw new IllegalArgumentException("a cluster has 1 to " + MOST + " nodes, not " + nodes);
        }
        zones = List.copyOf(zones);
    }

    /** Reads what the built-in node's options say: {@code --nodes N --zones a,b}; null and empty: one node. */
    public static Shape parse(String options) {
        List<String> words = options == null || options.isBlank()
                ? List.of()
                : Arrays.asList(options.strip().split("\\s+"));
        int nodes = 1;
        List<String> zones = new ArrayList<>();
        Iterator<String> each = words.iterator();
        while (each.hasNext()) {
            switch (each.next()) {
                case "--nodes" -> nodes = Integer.parseInt(each.next());
                case "--zones" -> zones.addAll(List.of(each.next().split(",")));
                case "--outside" ->
                    throw new IllegalArgumentException(
                            "--outside: only the built-in node has a stand-in for the internet (DAVIT_CLUSTER=node)");
                default ->
                    throw new IllegalArgumentException(
                            "\"" + options + "\" is no shape of a cluster: write --nodes N --zones a,b");
            }
        }
        return new Shape(nodes, zones);
    }

    /** The zone of a node, counted from 0; null for none. */
    String zone(int node) {
        return zones.isEmpty() ? null : zones.get(node % zones.size());
    }
}
