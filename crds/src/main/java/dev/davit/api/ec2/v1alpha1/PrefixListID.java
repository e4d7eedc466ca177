package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A managed prefix list of a rule. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PrefixListID {

    /**
     * The id of a list: pl-lambda (the Lambda API of Davit, port 9000), pl-kubernetes (the API server, at its own
     * port, often 6443), or one of the installation's (chart value networks.prefixLists). What is in a list is open to the
     * rule even where it is closed otherwise, and to subnets that lead nowhere.
     */
    @Required
    @Size(min = 1, max = 63) public String prefixListID;

    /**
     * What the list is, at most 255 characters.
     */
    @Size(max = 255) public String description;
}
