package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Task Container. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskContainer {
    /** Name. */
    public String name;

    /** Image. */
    public String image;

    /** Image digest. */
    public String imageDigest;

    /** Last status. */
    public String lastStatus;

    /** Exit code. */
    public Integer exitCode;

    /** Reason. */
    public String reason;

    /** Health status. */
    public String healthStatus;
}
