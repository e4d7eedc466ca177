package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** An address in front of target groups. */
@ValidationRule(
        value = "(has(self.type) ? self.type : 'application') == (has(oldSelf.type) ? oldSelf.type : 'application')",
        message = "The type of a LoadBalancer cannot be changed, as on AWS: create another LoadBalancer.")
@ValidationRule(
        value = "!(has(self.securityGroups) && has(self.securityGroupRefs))",
        message = "At most one of securityGroups and securityGroupRefs may name the security groups: use one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LoadBalancerSpec {

    /**
     * Its name for people: 1 to 32 letters, digits and hyphens, not at the ends; default: metadata.name.
     */
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$') && !self.startsWith('internal-')",
            message =
                    "name must be 1 to 32 letters, digits and hyphens, must not begin or end with a hyphen and must not begin with internal-, as on AWS.")
    @Size(min = 1, max = 32) public String name;

    /**
     * application (default): HTTP, by rules, through the gateway's entry. network: TCP, to one target group, by
     * a core Service. Cannot be changed.
     */
    @ValidationRule(
            value = "self in ['application', 'network']",
            message = "type must be application or network: Gateway Load Balancers are not supported.")
    @Size(max = 16) public String type;

    /**
     * internet-facing (default, as on AWS): a core Service of type LoadBalancer, which your cluster gives an
     * address outside; and an HTTPRoute, where the installation names a Gateway (type application).
     * internal: one of type ClusterIP, for callers in the cluster.
     */
    @Values({"internet-facing", "internal"})
    public String scheme;

    /**
     * ipv4 (default) or dualstack, for people: Services have the addresses that the cluster gives.
     */
    @Values({"ipv4", "dualstack", "dualstack-without-public-ipv4"})
    public String ipAddressType;

    /**
     * Security groups by id. Pods whose groups admit one of these admit the load balancer.
     */
    @Size(max = 5) public List<String> securityGroups;

    /**
     * Security groups by reference. Pods whose groups admit one of these admit the load balancer.
     */
    @Size(max = 5) public List<Reference> securityGroupRefs;

    /**
     * Subnets by id, for people: the entry runs where the gateway does.
     */
    @Size(max = 16) public List<String> subnets;

    /**
     * Subnets by reference, for people: the entry runs where the gateway does.
     */
    @Size(max = 16) public List<Reference> subnetRefs;

    /**
     * Subnets with addresses, for people: the entry runs where the gateway does.
     */
    @Size(max = 16) public List<SubnetMapping> subnetMappings;

    /**
     * Known from ACK and refused: of Outposts.
     */
    @ValidationRule(
            value = "self == ''",
            message = "customerOwnedIPv4Pool is of Outposts, which a cluster is not: remove it.")
    @Size(max = 1024) public String customerOwnedIPv4Pool;

    /**
     * Attributes by AWS's keys. idle_timeout.timeout_seconds (1 to 4000, default 60),
     * routing.http.xff_header_processing.mode (append, preserve, remove), routing.http.xff_client_port.enabled,
     * routing.http.preserve_host_header.enabled. Others are accepted at the value that AWS starts with, and
     * refused otherwise.
     */
    @ValidationRule(
            value =
                    "self.all(a, a.key != 'idle_timeout.timeout_seconds' || has(a.value) && a.value.matches('^[0-9]{1,4}$') && int(a.value) >= 1 && int(a.value) <= 4000)",
            message = "The attribute idle_timeout.timeout_seconds must be a number from 1 to 4000, as on AWS.")
    @ValidationRule(
            value =
                    "self.all(a, a.key != 'routing.http.xff_header_processing.mode' || has(a.value) && a.value in ['append', 'preserve', 'remove'])",
            message =
                    "The attribute routing.http.xff_header_processing.mode must be append, preserve or remove, as on AWS.")
    @ValidationRule(
            value =
                    "self.all(a, a.key != 'routing.http.xff_client_port.enabled' || has(a.value) && a.value in ['true', 'false'])",
            message = "The attribute routing.http.xff_client_port.enabled must be true or false, as on AWS.")
    @ValidationRule(
            value =
                    "self.all(a, a.key != 'routing.http.preserve_host_header.enabled' || has(a.value) && a.value in ['true', 'false'])",
            message = "The attribute routing.http.preserve_host_header.enabled must be true or false, as on AWS.")
    @MapKey("key")
    @Size(max = 32) public List<Attribute> attributes;

    /**
     * Tags for people and cost reports, at most 50. No effect on traffic.
     */
    @Size(max = 50) public List<Tag> tags;
}
