package dev.davit.operator.autoscaling.scaling;

/**
 * A new number of tasks, and why.
 *
 * @param desired the number
 * @param base what steps count from while the cooldown lasts
 * @param policy the name of the policy that asked for it
 * @param alarm the name of the alarm that triggered that policy
 */
public record Change(int desired, int base, String policy, String alarm) {

    /** The cause in AWS's words. */
    public String cause() {
        return "monitor alarm " + alarm + " in state ALARM triggered policy " + policy;
    }
}
