package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A managed prefix list of a rule. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PrefixListID {

    /**
     * The id of a list that the installation brings (chart value networks.prefixLists), such as pl-
     * kubernetes.
     */
    @Required
    @Size(min = 1, max = 63) public String prefixListID;

    /**
     * What the list is, at most 255 characters.
     */
    @Size(max = 255) public String description;
}
