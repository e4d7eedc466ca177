package dev.davit.network;

/**
 * One rule of a security group for one peer.
 *
 * @param protocol what it is about
 * @param ports the ports, for TCP, UDP and SCTP
 * @param peer who may connect, or where to
 * @param text the rule in a user's words, such as {@code ingressRules[0] tcp 443 from 0.0.0.0/0}
 */
public record Rule(Protocol protocol, Ports ports, Peer peer, String text) {

    /** What a rule or a connection speaks. */
    public enum Protocol {
        /** TCP. */
        TCP,
        /** UDP. */
        UDP,
        /** SCTP. */
        SCTP,
        /** In rules: every protocol. */
        ALL,
        /** In rules: one that NetworkPolicies cannot name, such as ICMP alone. */
        OTHER
    }

    /**
     * Ports, both ends included.
     *
     * @param from 0 to 65535
     * @param to at least {@code from}
     */
    public record Ports(int from, int to) {
        /** The last port. */
        public static final int LAST = 65535;

        /** Every port. */
        public static final Ports ALL = new Ports(0, LAST);

        /** Whether nothing is left out; port 0 cannot be connected to. */
        public boolean all() {
            return from <= 1 && to == LAST;
        }

        boolean has(int port) {
            return from <= port && port <= to;
        }
    }

    /** Who is on the other side. */
    public sealed interface Peer {
        /** Whoever has an address of the block. */
        record Block(Cidr cidr) implements Peer {}

        /** The workloads of a security group of the namespace, by its name. */
        record Members(String group) implements Peer {}

        /** What a prefix list of the installation holds. */
        record Listed(String prefixList) implements Peer {}
    }

    /** Whether the rule speaks of connections of the protocol to the port. */
    public boolean about(Protocol spoken, int port) {
        return protocol == Protocol.ALL || protocol == spoken && ports.has(port);
    }
}
