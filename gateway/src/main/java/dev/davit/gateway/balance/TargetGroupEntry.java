package dev.davit.gateway.balance;

/**
 * A target group: of pods, or of one function.
 *
 * @param key its name
 * @param arn its ARN
 * @param leastOutstanding whether the target with the fewest requests under way is chosen, and not the next one
 * @param function the ARN of the function, or null when it is of pods
 * @param multiValue whether the function gets and gives headers with several values
 */
public record TargetGroupEntry(ElbKey key, String arn, boolean leastOutstanding, String function, boolean multiValue) {}
