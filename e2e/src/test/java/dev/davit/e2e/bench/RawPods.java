package dev.davit.e2e.bench;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** The floor of everything that starts a pod: one with nothing of Davit in it. */
final class RawPods {

    private static final String IMAGE = "registry.davit.dev/example-task:0.1.0-dev";

    private RawPods() {}

    /** A pod that sleeps, under the restricted standard, labelled {@code bench=raw}; CPU is requested, memory is limited too. */
    static Pod sleeping(String namespace, String name, String cpu, String memory) {
        return new PodBuilder(of(namespace, name, IMAGE, cpu, memory))
                .editSpec()
                .editFirstContainer()
                .withCommand("sleep", "600")
                .endContainer()
                .endSpec()
                .build();
    }

    /** The same with an image of one's own, which runs as it wants to. */
    static Pod of(String namespace, String name, String image, String cpu, String memory) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("bench", "raw")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(1L)
                .withContainers(new ContainerBuilder()
                        .withName("main")
                        .withImage(image)
                        .withNewResources()
                        .withRequests(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)))
                        .withLimits(Map.of("memory", new Quantity(memory)))
                        .endResources()
                        .withNewSecurityContext()
                        .withRunAsNonRoot(true)
                        .withRunAsUser(1000L)
                        .withAllowPrivilegeEscalation(false)
                        .withNewCapabilities()
                        .withDrop("ALL")
                        .endCapabilities()
                        .withNewSeccompProfile()
                        .withType("RuntimeDefault")
                        .endSeccompProfile()
                        .endSecurityContext()
                        .build())
                .endSpec()
                .build();
    }

    /** The same with a CPU limit, as a task's pod has one. */
    static Pod limited(Pod pod, String cpu) {
        return new PodBuilder(pod)
                .editSpec()
                .editFirstContainer()
                .editResources()
                .addToLimits("cpu", new Quantity(cpu))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }
}
