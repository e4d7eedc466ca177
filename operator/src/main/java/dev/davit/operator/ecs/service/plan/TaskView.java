package dev.davit.operator.ecs.service.plan;

import java.time.Instant;

/**
 * A task of a service as its scheduler sees it.
 *
 * @param name the Task's name
 * @param deployment the number of its deployment
 * @param index which task of the deployment it is, counted from 1 in the order in which they were started
 * @param phase how far it is
 * @param turnsAt when it is in another phase by itself: one that is STARTING counts as healthy, or an unhealthy one is not
 *     spared any more; or null
 * @param leaving whether its node is being drained: another one takes its place
 * @param provider the capacity provider it was made for, empty when there is none
 * @param zone the availability zone, empty when it is not known
 * @param at when it stopped if it has, else when it was made
 * @param worked whether it has been healthy, as far as can be told: that ends a row of failures
 * @param unplaced how often ECS would have tried to place it by now: it has no pod; 0 for every other one
 * @param why its stoppedReason, or what it waits for while it has no pod; empty when there is neither
 */
public record TaskView(
        String name,
        long deployment,
        long index,
        Phase phase,
        Instant turnsAt,
        boolean leaving,
        String provider,
        String zone,
        Instant at,
        boolean worked,
        int unplaced,
        String why) {

    /** How far a task is. */
    public enum Phase {
        /** On its way to RUNNING. */
        PENDING,
        /** RUNNING, and not known to be healthy yet. */
        STARTING,
        /** RUNNING, and counted as healthy. */
        HEALTHY,
        /** RUNNING, and it fails its health checks. */
        UNHEALTHY,
        /** On its way to STOPPED: it takes no new requests. */
        STOPPING,
        /** STOPPED by its scheduler, by a user or with its node, or at the end of a time in which it was healthy. */
        STOPPED,
        /** STOPPED before it was healthy, or for its health. */
        FAILED
    }

    /** The same on its way to another place. */
    public TaskView moving() {
        return new TaskView(name, deployment, index, phase, turnsAt, true, provider, zone, at, worked, unplaced, why);
    }

    /** Whether it has no pod, because of what it names or of the cluster. */
    public boolean hindered() {
        return phase == Phase.PENDING && !why.isEmpty();
    }

    /** Whether it counts against maximumPercent: it starts or runs, and nobody stops it. */
    public boolean live() {
        return phase.compareTo(Phase.STOPPING) < 0;
    }

    public boolean healthy() {
        return phase == Phase.HEALTHY;
    }

    public boolean failed() {
        return phase == Phase.FAILED;
    }

    /** Whether anything of it may still run. */
    public boolean there() {
        return phase.compareTo(Phase.STOPPING) <= 0;
    }
}
