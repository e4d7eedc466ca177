package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Target groups among which requests are shared by weight. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ForwardActionConfig {

    /**
     * 1 to 5 target groups.
     */
    @Required
    @Size(min = 1, max = 5) public List<TargetGroupTuple> targetGroups;

    /**
     * Known from ACK; not supported when enabled.
     */
    public TargetGroupStickinessConfig targetGroupStickinessConfig;
}
