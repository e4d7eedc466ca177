package dev.davit.api.scheduler.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions and events of a Schedule. */
public enum ScheduleReason implements Reason {
    /** The specification is valid. */
    Accepted,
    /** The expression, the time zone or a date cannot be read; the message says which part. */
    ExpressionInvalid,
    /** A target is of another account. */
    TargetInvalid,
    /** The next run is known, and it will be started. */
    Scheduled,
    /** The state is DISABLED: nothing runs. */
    Disabled,
    /** There is no further run. */
    Completed,
    /** The tasks of a run were made. */
    RunStarted,
    /** A run was left out, because tasks of an earlier one had not stopped. */
    RunSkipped,
    /** Runs were left out, because nobody was there to start them in time. */
    RunMissed,
    /** The cluster refused the tasks of a run; it is tried again. */
    RunRefused,
    /** A run was given up after as many attempts, or as much time, as its retryPolicy allows. */
    RunGivenUp
}
