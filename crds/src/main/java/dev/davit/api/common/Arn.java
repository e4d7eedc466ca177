package dev.davit.api.common;

import java.util.Optional;

/**
 * An Amazon Resource Name, {@code arn:partition:service:region:account:resource}; the resource may hold colons itself.
 *
 * @param partition always {@code aws} in what Davit makes
 * @param service such as {@code lambda} or {@code ecs}
 * @param region such as {@code us-east-1}
 * @param account the 12 digits of the namespace, see {@link Accounts}
 * @param resource everything after the fifth colon, such as {@code function:hello:live}
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    /** The one partition of a cluster. */
    public static final String PARTITION = "aws";

    /** The service of functions, versions and aliases. */
    public static final String LAMBDA = "lambda";

    /** The service of task definitions and tasks. */
    public static final String ECS = "ecs";

    /** The service of load balancers, listeners, rules and target groups. */
    public static final String ELASTIC_LOAD_BALANCING = "elasticloadbalancing";

    private static final String FUNCTION = "function:";

    /** The ARN of a function, without a qualifier. */
    public static Arn function(String region, String account, String name) {
        return new Arn(PARTITION, LAMBDA, region, account, FUNCTION + name);
    }

    /** The ARN of a layer's version. */
    public static Arn layer(String region, String account, String name, long version) {
        return new Arn(PARTITION, LAMBDA, region, account, "layer:" + name + ":" + version);
    }

    /** The ARN of a task definition's revision. */
    public static Arn taskDefinition(String region, String account, String family, long revision) {
        return new Arn(PARTITION, ECS, region, account, "task-definition/" + family + ":" + revision);
    }

    /** The ARN of a task. */
    public static Arn task(String region, String account, String cluster, String id) {
        return new Arn(PARTITION, ECS, region, account, "task/" + cluster + "/" + id);
    }

    /** The ARN of anything else, in the partition {@code aws}. */
    public static Arn of(String service, String region, String account, String resource) {
        return new Arn(PARTITION, service, region, account, resource);
    }

    /** This function's ARN with a version or alias behind it; a null or empty qualifier changes nothing. */
    public Arn qualified(String qualifier) {
        return qualifier == null || qualifier.isEmpty()
                ? this
                : new Arn(partition, service, region, account, resource + ":" + qualifier);
    }

    /** Reads an ARN; empty when the text is not one. Region and account may be empty, as for buckets. */
    public static Optional<Arn> parse(String text) {
        if (text == null || !text.startsWith("arn:")) {
            return Optional.empty();
        }
        String[] parts = text.split(":", 6);
        if (parts.length < 6 || parts[1].isEmpty() || parts[2].isEmpty() || parts[5].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    /** The function's name when this is the ARN of a function, qualified or not. */
    public Optional<String> functionName() {
        return functionPart(0);
    }

    /** The version or alias when this is the ARN of a function that has one. */
    public Optional<String> functionQualifier() {
        return functionPart(1);
    }

    private Optional<String> functionPart(int index) {
        if (!LAMBDA.equals(service) || !resource.startsWith(FUNCTION)) {
            return Optional.empty();
        }
        String[] parts = resource.substring(FUNCTION.length()).split(":", -1);
        return parts.length <= 2 && index < parts.length && !parts[index].isEmpty()
                ? Optional.of(parts[index])
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
