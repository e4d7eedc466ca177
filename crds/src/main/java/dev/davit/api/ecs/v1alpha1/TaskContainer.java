package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What has become of a container of a task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskContainer {

    /** Its name in the task definition. */
    @Required
    public String name;

    /** Its image, as the task definition says it. */
    public String image;

    /** The digest of the image that ran. */
    public String imageDigest;

    /** PENDING, RUNNING or STOPPED. */
    public String lastStatus;

    /** Its exit code, once it has ended. */
    public Integer exitCode;

    /** Why it ended or does not start, in ECS's words, such as CannotPullContainerError or OutOfMemoryError. */
    public String reason;

    /** HEALTHY, UNHEALTHY or UNKNOWN. */
    public String healthStatus;

    /** When it started, RFC 3339; one that is started again, when it last did. Davit's own field. */
    public String startedAt;

    /** When it ended for good, RFC 3339. Davit's own field. */
    public String stoppedAt;

    /** The id of the container at the node's container runtime. */
    public String runtimeId;

    /** The address under which it is reached; the same for all containers of a task. */
    @Size(max = 1) public List<TaskNetworkInterface> networkInterfaces;
}
