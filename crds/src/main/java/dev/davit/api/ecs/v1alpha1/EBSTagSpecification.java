package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Tags of a volume. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EBSTagSpecification {

    /** The type of resource. */
    @Size(max = 64) public String resourceType;

    /** Where tags come from. */
    @Size(max = 64) public String propagateTags;

    /** The tags. */
    @Size(max = 50) public List<Tag> tags;
}
