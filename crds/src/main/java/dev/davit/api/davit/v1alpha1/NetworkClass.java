package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Where environments stand in the network, by the names of objects of the namespace. Unset: outside of every VPC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class NetworkClass {

    /** The VPC. */
    @Required
    @Size(min = 1, max = 63) public String vpc;

    /** The Subnets over which environments are spread, 1 to 16, sorted. */
    @Required
    @Size(min = 1, max = 16) public List<@Size(min = 1, max = 63) String> subnets;

    /** The SecurityGroups of each environment, 1 to 5, sorted. */
    @Required
    @Size(min = 1, max = 5) public List<@Size(min = 1, max = 63) String> securityGroups;
}
