package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Where the workloads of a subnet run, and what they reach. */
@ValidationRule(
        value = "has(self.vpcID) != has(self.vpcRef)",
        message = "Exactly one of vpcID and vpcRef must name the VPC: set one of them.")
@ValidationRule(
        value = "has(self.vpcID) == has(oldSelf.vpcID) && (!has(self.vpcID) || self.vpcID == oldSelf.vpcID) && "
                + "has(self.vpcRef) == has(oldSelf.vpcRef) && (!has(self.vpcRef) || self.vpcRef.from.name == "
                + "oldSelf.vpcRef.from.name)",
        message = "The VPC cannot be changed, as on AWS: create another object in the other VPC.")
@ValidationRule(
        value = "has(self.cidrBlock) || has(self.ipv6CIDRBlock)",
        message = "A Subnet needs an address block: give cidrBlock, for example 10.0.1.0/24.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SubnetSpec {

    /**
     * The VPC by its id, as its status shows it (vpc-…). Exactly one of vpcID and vpcRef. Cannot be
     * changed.
     */
    @Size(min = 1, max = 1024) public String vpcID;

    /**
     * The VPC by reference. Exactly one of vpcID and vpcRef. Cannot be changed.
     */
    public Reference vpcRef;

    /**
     * Its IPv4 block, between /16 and /28 and within one of the VPC's, not overlapping another subnet's. It
     * says how many workloads the subnet holds, and a rule that covers it means them. Cannot be changed.
     */
    @ValidationRule(
            value = "self.matches('^([0-9]{1,3}[.]){3}[0-9]{1,3}/(1[6-9]|2[0-8])$')",
            message = "cidrBlock must be an IPv4 block between /16 and /28, the sizes of AWS, for example 10.0.1.0/24.")
    @ValidationRule(
            value = "self == oldSelf",
            message = "cidrBlock cannot be changed, as on AWS: create another Subnet.")
    @Size(max = 18) public String cidrBlock;

    /**
     * Its IPv6 block, within the VPC's; default: none.
     */
    @ValidationRule(
            value = "self.matches('^[0-9a-fA-F:]*:[0-9a-fA-F:.]*/([0-9]{1,3})$')",
            message = "ipv6CIDRBlock must be an IPv6 block, for example fd12:3456:789a:1::/64.")
    @Size(max = 43) public String ipv6CIDRBlock;

    /**
     * The zone whose nodes run its workloads (their label topology.kubernetes.io/zone); default: any.
     */
    @Size(max = 63) public String availabilityZone;

    /**
     * Labels that nodes must have to run its workloads; default: any node. Davit's own field.
     */
    @ValidationRule(
            value = "self.all(key, size(key) >= 1 && size(key) <= 317)",
            message = "A label's key must be 1 to 317 characters: correct the keys of nodeSelector.")
    @Size(max = 16) public Map<String, @Size(max = 63) String> nodeSelector;

    /**
     * The address pool of the cluster's network plugin for its workloads; default: the plugin's own choice.
     * Davit's own field.
     */
    public AddressPool addressPool;

    /**
     * none (default): its workloads open no connection to addresses outside the cluster, whatever their
     * groups' rules say. nat: they do, as far as the rules go. Connections from outside are a matter of the
     * rules alone. Davit's own field: it stands for AWS's route tables.
     */
    @Default("none")
    @Values({"none", "nat"})
    public String internetAccess;

    /**
     * Accepted for compatibility; has no effect: the cluster gives pods their addresses.
     */
    public Boolean assignIPv6AddressOnCreation;

    /**
     * Accepted for compatibility; has no effect and is reported: give availabilityZone.
     */
    @Size(max = 63) public String availabilityZoneID;

    /**
     * Accepted for compatibility; has no effect and is reported.
     */
    @Size(max = 1024) public String customerOwnedIPv4Pool;

    /**
     * Accepted for compatibility; has no effect.
     */
    public Boolean enableDNS64;

    /**
     * Accepted for compatibility; has no effect.
     */
    public Boolean enableResourceNameDNSAAAARecord;

    /**
     * Accepted for compatibility; has no effect.
     */
    public Boolean enableResourceNameDNSARecord;

    /**
     * Accepted for compatibility; has no effect.
     */
    @Size(max = 63) public String hostnameType;

    /**
     * Accepted for compatibility; has no effect.
     */
    public Boolean ipv6Native;

    /**
     * Accepted for compatibility; has no effect: a way in from outside is a Service of the cluster and a
     * rule that admits its callers.
     */
    public Boolean mapPublicIPOnLaunch;

    /**
     * Accepted for compatibility; has no effect and is reported.
     */
    @Size(max = 2048) public String outpostARN;

    /**
     * Accepted for compatibility; has no effect and is reported: internetAccess says where the subnet
     * leads.
     */
    @Size(max = 1) public List<Reference> routeTableRefs;

    /**
     * Accepted for compatibility; has no effect and is reported: internetAccess says where the subnet
     * leads.
     */
    @Size(max = 1) public List<@Size(max = 1024) String> routeTables;

    /**
     * Tags for people and cost reports, at most 50. No effect on the network.
     */
    @Size(max = 50) public List<Tag> tags;
}
