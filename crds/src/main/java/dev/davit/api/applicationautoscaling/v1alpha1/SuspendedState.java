package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** What does not scale for the time being. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SuspendedState {

    /** Whether policies take no tasks away; default false. */
    public Boolean dynamicScalingInSuspended;

    /** Whether policies add no tasks; default false. */
    public Boolean dynamicScalingOutSuspended;

    /** Whether scheduled actions are left out that are due meanwhile; default false. They are not caught up on. */
    public Boolean scheduledScalingSuspended;
}
