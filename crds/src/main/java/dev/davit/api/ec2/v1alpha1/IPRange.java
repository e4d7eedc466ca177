package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** IPv4 addresses of a rule. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class IPRange {

    /**
     * A block such as 10.0.1.0/24, one address as 192.0.2.7/32, or 0.0.0.0/0. What covers the block of the
     * VPC, of one of its subnets or of a peered VPC means the workloads there; any other address is one
     * outside the cluster. Addresses that are always closed (the API server, nodes, other pods) stay so
     * unless the block lies within them.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^([0-9]{1,3}[.]){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])$')",
            message = "cidrIP must be an IPv4 block, for example 10.0.1.0/24, or 192.0.2.7/32 for one address.")
    @Size(max = 18) public String cidrIP;

    /**
     * What the range is, at most 255 characters.
     */
    @Size(max = 255) public String description;
}
