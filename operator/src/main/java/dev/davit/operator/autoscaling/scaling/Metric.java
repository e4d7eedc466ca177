package dev.davit.operator.autoscaling.scaling;

/**
 * What a policy looks at.
 *
 * @param kind which metric
 * @param resourceLabel what it is the metric of, when it is not the service; else empty
 */
public record Metric(Kind kind, String resourceLabel) {

    /** What the tasks use of their CPU, in percent. */
    public static final Metric CPU = new Metric(Kind.CPU, "");

    /** What the tasks use of their memory, in percent. */
    public static final Metric MEMORY = new Metric(Kind.MEMORY, "");

    /** The requests in a minute for each target of the target group in a resourceLabel. */
    public static Metric requests(String resourceLabel) {
        return new Metric(Kind.REQUESTS, resourceLabel);
    }

    /** Which metrics there are. */
    public enum Kind {
        /** {@link Metric#CPU}. */
        CPU("ECSServiceAverageCPUUtilization"),
        /** {@link Metric#MEMORY}. */
        MEMORY("ECSServiceAverageMemoryUtilization"),
        /** {@link Metric#requests}. */
        REQUESTS("ALBRequestCountPerTarget");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** The name of the metric in predefinedMetricType. */
    public String word() {
        return kind.word;
    }
}
