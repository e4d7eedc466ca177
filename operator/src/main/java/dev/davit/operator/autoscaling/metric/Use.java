package dev.davit.operator.autoscaling.metric;

import java.util.Map;

/**
 * What the tasks of a service use.
 *
 * @param running what the tasks that run have, by the names of their pods
 * @param used what pods use, by their names; without those that were not measured
 */
record Use(Map<String, Amount> running, Map<String, Amount> used) {

    /**
     * An amount of both.
     *
     * @param cpuUnits of CPU, 1,024 a vCPU
     * @param memoryMiB of memory
     */
    record Amount(double cpuUnits, double memoryMiB) {}
}
