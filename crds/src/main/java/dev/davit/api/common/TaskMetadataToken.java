package dev.davit.api.common;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which container of which task asks the metadata endpoint, said in the path that it asks:
 * {@code <namespace>~<task>~<container>~<mac>}. The mac binds the three to the cluster's runtime key. It opens the metadata of
 * that task and nothing else, for it is not the mac of an {@link EnvironmentAddress}.
 *
 * @param namespace the task's namespace
 * @param task the name of the Task
 * @param container the container's name in the task definition
 */
public record TaskMetadataToken(String namespace, String task, String container) {

    private static final String SEPARATOR = "~";
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9-]{1,63}");
    private static final Pattern TASK = Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}");
    private static final Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

    /** Refuses names that Kubernetes or ECS would not take: they might be read as something else in a path. */
    public TaskMetadataToken {
        if (!NAMESPACE.matcher(namespace).matches()
                || !TASK.matcher(task).matches()
                || !CONTAINER.matcher(container).matches()) {
            throw new IllegalArgumentException(
                    "No container of a task: '" + container + "' of '" + task + "' in '" + namespace + "'");
        }
    }

    /** The token under the key, as it is in the path. */
    public String text(byte[] key) {
        return String.join(SEPARATOR, namespace, task, container, RuntimeMac.of(key, bound()));
    }

    /** Reads and verifies a token; empty when it is none or was not made with the key. */
    public static Optional<TaskMetadataToken> verify(byte[] key, String text) {
        String[] parts = text.split(SEPARATOR, 5);
        if (parts.length != 4
                || !NAMESPACE.matcher(parts[0]).matches()
                || !TASK.matcher(parts[1]).matches()
                || !CONTAINER.matcher(parts[2]).matches()) {
            return Optional.empty();
        }
        TaskMetadataToken token = new TaskMetadataToken(parts[0], parts[1], parts[2]);
        return RuntimeMac.matches(key, token.bound(), parts[3]) ? Optional.of(token) : Optional.empty();
    }

    /** Three parts and a word of its own: an environment's mac is over two parts. */
    private String bound() {
        return "task-metadata/" + namespace + "/" + task + "/" + container;
    }
}
