package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The address blocks of a VPC, and fields that ACK knows. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VPCSpec {

    /**
     * Its IPv4 address blocks, 1 to 5, each between /16 and /28, such as 10.0.0.0/16. Pods do not have
     * these addresses: a rule of a security group that covers a block means the workloads of the VPC. The
     * first cannot be changed.
     */
    @Required
    @ValidationRule(
            value = "self.all(block, block.matches('^([0-9]{1,3}[.]){3}[0-9]{1,3}/(1[6-9]|2[0-8])$'))",
            message = "Each of cidrBlocks must be an IPv4 block between /16 and /28, the sizes of AWS, for example "
                    + "10.0.0.0/16.")
    @ValidationRule(
            value = "size(oldSelf) == 0 || self[0] == oldSelf[0]",
            message = "The first of cidrBlocks cannot be changed, as on AWS: add another block, or create another VPC.")
    @Size(min = 1, max = 5) public List<@Size(max = 18) String> cidrBlocks;

    /**
     * Its IPv6 address block, such as fd12:3456:789a::/56; default: none.
     */
    @ValidationRule(
            value = "self.matches('^[0-9a-fA-F:]*:[0-9a-fA-F:.]*/([0-9]{1,3})$')",
            message = "ipv6CIDRBlock must be an IPv6 block, for example fd12:3456:789a::/56.")
    @Size(max = 43) public String ipv6CIDRBlock;

    /**
     * True: the VPC's default security group is made without rules. Default false: it admits itself and
     * lets everything out. Read when the group is made.
     */
    public Boolean disallowSecurityGroupDefaultRules;

    /**
     * Accepted for compatibility; has no effect and is reported: give ipv6CIDRBlock.
     */
    public Boolean amazonProvidedIPv6CIDRBlock;

    /**
     * Accepted for compatibility; has no effect: pods have the names that the cluster's DNS gives them.
     */
    public Boolean enableDNSHostnames;

    /**
     * Accepted for compatibility; has no effect: the cluster's DNS is always reachable.
     */
    public Boolean enableDNSSupport;

    /**
     * Accepted for compatibility; has no effect.
     */
    public Boolean enableNetworkAddressUsageMetrics;

    /**
     * Accepted for compatibility; has no effect: which nodes are whose is the subnets' nodeSelector.
     */
    @Values({"default", "dedicated", "host"})
    public String instanceTenancy;

    /**
     * Accepted for compatibility; has no effect and is reported.
     */
    @Size(max = 1024) public String ipv4IPAMPoolID;

    /**
     * Accepted for compatibility; has no effect and is reported.
     */
    public Integer ipv4NetmaskLength;

    /**
     * Accepted for compatibility; has no effect and is reported.
     */
    @Size(max = 1024) public String ipv6CIDRBlockNetworkBorderGroup;

    /**
     * Accepted for compatibility; has no effect and is reported.
     */
    @Size(max = 1024) public String ipv6IPAMPoolID;

    /**
     * Accepted for compatibility; has no effect and is reported.
     */
    public Integer ipv6NetmaskLength;

    /**
     * Accepted for compatibility; has no effect and is reported.
     */
    @Size(max = 1024) public String ipv6Pool;

    /**
     * Tags for people and cost reports, at most 50. No effect on the network.
     */
    @Size(max = 50) public List<Tag> tags;
}
