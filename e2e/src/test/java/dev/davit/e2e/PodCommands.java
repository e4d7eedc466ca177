package dev.davit.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Pods of Python that stories start, and programs that they run in pods. */
final class PodCommands {

    static final String IMAGE = "registry.davit.dev/runtime-python3.11:0.1.0-dev";

    private PodCommands() {}

    /** A pod as a user of a restricted namespace writes it, that runs a script of Python. */
    static String pod(String name, String labels, String nodes, String script) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  labels: {%s}
                spec:
                  terminationGracePeriodSeconds: 0
                  automountServiceAccountToken: false
                  nodeSelector: {%s}
                  securityContext: {runAsNonRoot: true, runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}
                  containers:
                  - name: main
                    image: %s
                    imagePullPolicy: IfNotPresent
                    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                    command: [python3, -c]
                    args:
                    - |
                %s
                """.formatted(name, labels, nodes, IMAGE, script.indent(6).stripTrailing());
    }

    /** A definition of one container that runs a script of Python, and one run of it. */
    static String task(String name, String script, String environment, String network) {
        return """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: TaskDefinition
                metadata: {name: %1$s}
                spec:
                  cpu: "256"
                  memory: "512"
                  containerDefinitions:
                  - name: main
                    image: %2$s
                    entryPoint: [python3, -c]
                    environment: [%4$s]
                    command:
                    - |
                %3$s
                ---
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: %1$s}
                spec:
                  taskDefinitionRef: {from: {name: %1$s}}
                  enableExecuteCommand: true
                  %5$s
                """.formatted(name, IMAGE, script.indent(6).stripTrailing(), environment, network);
    }

    /** What the program prints, complaints included; it has a minute. */
    static String run(KubernetesClient client, String namespace, String pod, List<String> command) {
        var out = new ByteArrayOutputStream();
        try (var watch = client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .writingOutput(out)
                .writingError(out)
                .exec(command.toArray(String[]::new))) {
            watch.exitCode().get(1, TimeUnit.MINUTES);
            return out.toString(StandardCharsets.UTF_8).strip();
        } catch (Exception e) {
            throw new IllegalStateException("exec in " + namespace + "/" + pod, e);
        }
    }
}
