package dev.davit.operator.autoscaling.scaling;

/** A policy that can be followed. */
public sealed interface Policy permits TargetTracking, StepScaling {

    /** Its name. */
    String name();

    /** What it looks at. */
    Metric metric();

    /** What it thinks of the number of tasks. */
    Opinion opinion(History history, Situation situation);
}
