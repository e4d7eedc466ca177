package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** One rule: a protocol, ports, and who may use them. */
@ValidationRule(
        value = "(has(self.ipRanges) && size(self.ipRanges) > 0) || (has(self.ipv6Ranges) && "
                + "size(self.ipv6Ranges) > 0) || (has(self.prefixListIDs) && size(self.prefixListIDs) > 0) || "
                + "(has(self.userIDGroupPairs) && size(self.userIDGroupPairs) > 0)",
        message = "A rule must say for whom it is: give ipRanges, ipv6Ranges, prefixListIDs or userIDGroupPairs.")
@ValidationRule(
        value = "!(self.ipProtocol in ['tcp', 'udp', 'sctp', '6', '17', '132']) || (has(self.fromPort) && "
                + "has(self.toPort) && self.fromPort >= 0 && self.fromPort <= self.toPort && self.toPort <= 65535)",
        message = "A rule for tcp, udp or sctp needs fromPort and toPort, 0 <= fromPort <= toPort <= 65535; for "
                + "all ports write 0 and 65535.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class IPPermission {

    /**
     * tcp, udp, sctp, icmp, icmpv6, the number of a protocol, or -1 for all. NetworkPolicies know tcp, udp
     * and sctp: a rule for another protocol alone has no effect and is reported.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^(-1|tcp|udp|sctp|icmp|icmpv6|[0-9]{1,3})$')",
            message = "ipProtocol must be tcp, udp, sctp, icmp, icmpv6, a protocol's number or -1 (all).")
    @Size(max = 8) public String ipProtocol;

    /**
     * The first port, 0 to 65535; for icmp the type. Needed for tcp, udp and sctp.
     */
    public Integer fromPort;

    /**
     * The last port, at least fromPort; for icmp the code. Needed for tcp, udp and sctp.
     */
    public Integer toPort;

    /**
     * IPv4 blocks.
     */
    @Size(max = 60) public List<IPRange> ipRanges;

    /**
     * IPv6 blocks.
     */
    @Size(max = 60) public List<IPv6Range> ipv6Ranges;

    /**
     * Managed prefix lists.
     */
    @Size(max = 20) public List<PrefixListID> prefixListIDs;

    /**
     * Security groups, whose workloads are meant.
     */
    @Size(max = 60) public List<UserIDGroupPair> userIDGroupPairs;
}
