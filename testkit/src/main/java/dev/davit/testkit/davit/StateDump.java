package dev.davit.testkit.davit;

import dev.davit.testkit.process.Program;
import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a reader of a failed story wants: every Davit object, pods, events, and the logs of operator and gateway. */
final class StateDump {

    private static final String KINDS =
            "functions.lambda.davit.dev,functionrevisions.davit.dev,environmentpools.davit.dev,"
                    + "tasks.ecs.davit.dev,taskdefinitions.ecs.davit.dev,pods,events.events.k8s.io";

    private StateDump() {}

    /** Writes to {@code build/failures/}; never fails the test a second time. */
    static void write(Davit davit, String story) {
        var folder = Repository.file("build/failures/" + story.replaceAll("[^A-Za-z0-9]+", "-"));
        try {
            Files.createDirectories(folder);
            save(folder.resolve("objects.yaml"), davit, List.of("get", KINDS, "-A", "-o", "yaml"));
            for (var component : List.of("operator", "gateway")) {
                save(
                        folder.resolve(component + ".log"),
                        davit,
                        List.of("logs", "-n", Davit.NAMESPACE, "deployment/davit-" + component, "--tail=2000"));
            }
            System.err.println("state after the failure: " + folder);
        } catch (IOException | RuntimeException e) {
            System.err.println("could not write down the state after the failure: " + e.getMessage());
        }
    }

    private static void save(Path file, Davit davit, List<String> arguments) throws IOException {
        var program = Program.of(Repository.kubectl(), arguments.toArray(String[]::new))
                .with("KUBECONFIG", davit.cluster().kubeconfig().toString());
        Files.writeString(file, program.output());
    }
}
