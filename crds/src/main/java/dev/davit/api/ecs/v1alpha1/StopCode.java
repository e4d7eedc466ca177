package dev.davit.api.ecs.v1alpha1;

/** Values of a task's {@code stopCode}, as on AWS. */
public enum StopCode {
    /** It never ran: image, capacity or configuration. */
    TaskFailedToStart,
    /** An essential container ended. */
    EssentialContainerExited,
    /** Somebody asked for it, or its timeout was over. */
    UserInitiated,
    /** The service that owns it replaced it. */
    ServiceSchedulerInitiated,
    /** Its node was taken away. */
    SpotInterruption,
    /** Its node is being drained. */
    TerminationNotice,
    /** Its node failed. */
    InfrastructureHealth
}
