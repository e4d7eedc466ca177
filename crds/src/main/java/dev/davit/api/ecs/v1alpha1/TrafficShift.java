package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The weights that a deployment wants in a Rule. The reconciler of Rules takes them over. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TrafficShift {

    /** The Rule by name. */
    @Required
    @Size(max = 255) public String listenerRule;

    /** The target groups and their shares. */
    @MapKey("targetGroup")
    @Size(max = 5) public List<TargetGroupWeight> weights;
}
