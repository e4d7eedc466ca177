package dev.davit.network;

import java.util.List;
import java.util.Map;

/**
 * What of the cluster around the VPCs the rules have to know.
 *
 * @param closed addresses that no rule for a wider block means
 * @param dns where names are resolved: always open
 * @param gateway the pods that serve the Lambda Runtime API on {@link #RUNTIME_PORT}: open to functions
 * @param prefixLists what rules may name by id
 */
public record ClusterFacts(
        List<Closed> closed, List<Target> dns, Target gateway, Map<String, List<Target>> prefixLists) {

    /** The port of the Runtime API. */
    public static final int RUNTIME_PORT = 9001;

    /** What is private or nobody's, and so not the internet. */
    public static final List<Cidr> PRIVATE = List.of(
            Cidr.of("10.0.0.0/8"),
            Cidr.of("100.64.0.0/10"),
            Cidr.of("127.0.0.0/8"),
            Cidr.of("169.254.0.0/16"),
            Cidr.of("172.16.0.0/12"),
            Cidr.of("192.168.0.0/16"),
            Cidr.of("fc00::/7"),
            Cidr.of("fe80::/10"));

    /**
     * Addresses that are closed unless a rule names them: a block that lies within.
     *
     * @param cidr the addresses
     * @param what what they are
     */
    public record Closed(Cidr cidr, What what) {}

    /** What closed addresses are. */
    public enum What {
        /** Pods, of whatever namespace: they are meant by group, not by address. */
        PODS("addresses of pods"),
        /** Services of the cluster. */
        SERVICES("addresses of Services"),
        /** Nodes, and so their kubelets. */
        NODES("addresses of nodes"),
        /** The API server. */
        API_SERVER("the API server"),
        /** What no rule opens, such as the metadata address of a cloud. */
        SEALED("sealed by the installation");

        private final String words;

        What(String words) {
            this.words = words;
        }

        /** In a user's words. */
        public String words() {
            return words;
        }

        /** Whether it is closed for connections from there, too: those of nodes carry callers from outside. */
        public boolean inbound() {
            return this == PODS || this == SEALED;
        }
    }

    /**
     * Addresses, or pods of a namespace, on some ports.
     *
     * @param cidr the addresses; null for pods
     * @param namespace the namespace of the pods; null for addresses
     * @param labels what the pods have; empty: all pods of the namespace
     * @param ports the ports; empty: as the rule says
     */
    public record Target(Cidr cidr, String namespace, Map<String, String> labels, List<Integer> ports) {
        /** Addresses. */
        public static Target addresses(String cidr, Integer... ports) {
            return new Target(Cidr.of(cidr), null, Map.of(), List.of(ports));
        }

        /** Pods. */
        public static Target pods(String namespace, Map<String, String> labels, Integer... ports) {
            return new Target(null, namespace, labels, List.of(ports));
        }
    }
}
