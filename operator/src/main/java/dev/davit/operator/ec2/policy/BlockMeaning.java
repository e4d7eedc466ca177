package dev.davit.operator.ec2.policy;

import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts;
import dev.davit.network.ClusterFacts.Closed;
import dev.davit.network.ClusterFacts.What;
import dev.davit.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pure: whom a block of a rule means. What covers the block of a VPC or a subnet means the workloads there, for pods have
 * addresses of the cluster's; what is left of it means those addresses, without the closed ones in it. A closed range is
 * opened by a block that lies within it, and by no wider one.
 *
 * @param workloads peers that select pods of the namespace
 * @param outside the peer for addresses
 */
record BlockMeaning(List<Peers.Named> workloads, Optional<Peers.Named> outside) {

    static BlockMeaning of(Cidr cidr, String vpc, Network network, ClusterFacts facts, boolean egress) {
        List<Network.Vpc> reachable = network.reachable(vpc);
        return new BlockMeaning(
                reachable.stream().flatMap(v -> workloads(cidr, v, network)).toList(),
                outside(cidr, reachable, facts, egress));
    }

    /** Whether it means somebody at all. */
    boolean anybody() {
        return !workloads.isEmpty() || outside.isPresent();
    }

    private static Stream<Peers.Named> workloads(Cidr cidr, Network.Vpc vpc, Network network) {
        return vpc.within(cidr)
                ? Stream.of(Peers.ofVpc(vpc.name()))
                : network.subnetsOf(vpc.name()).stream()
                        .filter(subnet -> subnet.within(cidr))
                        .map(subnet -> Peers.ofSubnet(subnet.name()));
    }

    private static Optional<Peers.Named> outside(
            Cidr cidr, List<Network.Vpc> reachable, ClusterFacts facts, boolean egress) {
        List<Cidr> except = new ArrayList<>();
        reachable.stream()
                .flatMap(v -> v.blocks().stream())
                .filter(cidr::overlaps)
                .forEach(except::add);
        facts.closed().stream()
                .filter(closed -> egress || closed.what().inbound())
                .filter(closed -> cidr.overlaps(closed.cidr()) && !opens(cidr, closed))
                .map(Closed::cidr)
                .forEach(except::add);
        if (except.stream().anyMatch(e -> e.contains(cidr))) {
            return Optional.empty();
        }
        List<String> without =
                Cidr.aggregate(except).stream().map(Cidr::toString).toList();
        return without.contains(cidr.toString())
                ? Optional.empty() // all of it, piece by piece
                : Optional.of(Peers.ofBlock(cidr, without));
    }

    private static boolean opens(Cidr cidr, Closed closed) {
        return closed.what() != What.SEALED && closed.cidr().contains(cidr);
    }
}
