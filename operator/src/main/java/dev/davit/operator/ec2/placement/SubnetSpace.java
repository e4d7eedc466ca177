package dev.davit.operator.ec2.placement;

import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.network.Cidr;
import java.util.Optional;

/** Pure: how many workloads a subnet holds. */
public final class SubnetSpace {
    /** The addresses that AWS keeps of each subnet: network, router, DNS, one in reserve, broadcast. */
    static final int KEPT = 5;

    private SubnetSpace() {}

    /** How many more it holds, 0 at least; a subnet without an IPv4 block holds as many as come. */
    public static int free(Subnet subnet, int members) {
        Optional<Cidr> block = Optional.ofNullable(subnet.getSpec().cidrBlock).flatMap(Cidr::read);
        return block.map(cidr -> Math.max(0, cidr.size().intValueExact() - KEPT - members))
                .orElse(Integer.MAX_VALUE);
    }
}
