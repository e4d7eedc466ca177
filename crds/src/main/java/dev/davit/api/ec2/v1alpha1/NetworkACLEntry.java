package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One numbered entry of an ACL. */
@ValidationRule(
        value = "has(self.cidrBlock) != has(self.ipv6CIDRBlock)",
        message = "Exactly one of cidrBlock and ipv6CIDRBlock must say whom the entry is about: set one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class NetworkACLEntry {

    /**
     * 1 to 32766: the entry with the lowest number that matches decides.
     */
    @Required
    @ValidationRule(
            value = "self >= 1 && self <= 32766",
            message = "ruleNumber must be between 1 and 32766, as on AWS: choose a number in it, for example 100.")
    public Integer ruleNumber;

    /**
     * allow or deny.
     */
    @Required
    @Values({"allow", "deny"})
    public String ruleAction;

    /**
     * True: for what leaves the subnet; default false: for what enters it.
     */
    public Boolean egress;

    /**
     * tcp, udp, sctp, icmp, icmpv6, a protocol's number, or -1 for all.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^(-1|tcp|udp|sctp|icmp|icmpv6|[0-9]{1,3})$')",
            message = "protocol must be tcp, udp, sctp, icmp, icmpv6, a protocol's number or -1 (all).")
    @Size(max = 8) public String protocol;

    /**
     * The IPv4 addresses that it is about.
     */
    @ValidationRule(
            value = "self.matches('^([0-9]{1,3}[.]){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])$')",
            message = "cidrBlock must be an IPv4 block, for example 10.0.1.0/24 or 0.0.0.0/0.")
    @Size(max = 18) public String cidrBlock;

    /**
     * The IPv6 addresses that it is about.
     */
    @ValidationRule(
            value = "self.matches('^[0-9a-fA-F:]*:[0-9a-fA-F:.]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$')",
            message = "ipv6CIDRBlock must be an IPv6 block, for example ::/0.")
    @Size(max = 43) public String ipv6CIDRBlock;

    /**
     * The ports, for tcp, udp and sctp; default: all.
     */
    public PortRange portRange;

    /**
     * The message, for icmp and icmpv6; default: all.
     */
    public ICMPTypeCode icmpTypeCode;
}
