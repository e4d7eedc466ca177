package dev.davit.testkit.cluster;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The Kind provider for scripts: {@code up|down|env|load NAME [image.tar…]}. */
public final class ClusterCommand {

    private ClusterCommand() {}

    /** Exit code 0; 1 with a sentence that says what to do. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (IllegalStateException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] arguments) {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("usage: up|down|env|load NAME [image.tar...]");
        }
        Cluster cluster = Clusters.of("kind", arguments[1]);
        List<Path> files = Arrays.stream(arguments).skip(2).map(Path::of).toList();
        switch (arguments[0]) {
            case "up" -> cluster.up();
            case "down" -> cluster.down();
            case "load" -> cluster.load(files);
            case "env" ->
                System.out.printf(
                        "KUBECONFIG=%s%nAWS_ENDPOINT_URL=%s%n", cluster.kubeconfig(), cluster.invokeEndpoint());
            default -> throw new IllegalArgumentException("unknown command " + arguments[0]);
        }
    }
}
