package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.api.ecs.v1alpha1.Volume;
import dev.davit.api.ecs.v1alpha1.VolumeSource;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kubelet's event is found by a real API server's selectors. */
class UnmountedVolumesIT extends TaskStage {

    @Test
    void aTaskWhoseVolumeIsOfNothingStopsAndSaysOfWhat() {
        TaskDefinitionSpec definition = spec(container("main"));
        Volume volume = new Volume();
        volume.name = "settings";
        volume.configMap = new VolumeSource();
        volume.configMap.name = "settings";
        definition.volumes = List.of(volume);
        define(definition);
        run(task -> {});
        Pod pod = made();
        node.bind(pod);
        node.take(pod);
        said(pod, "FailedMount", "MountVolume.SetUp failed for volume \"settings\" : configmap \"settings\" not found");
        said(pod, "Other", "secret \"other\" not found");
        TaskStatus status = await().atMost(Duration.ofSeconds(40))
                .until(() -> task().getStatus(), found -> found != null && found.stopCode != null);
        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(status.stoppedReason)
                .isEqualTo(
                        "ResourceInitializationError: unable to set up the task's volumes: configmap \"settings\" not"
                                + " found");
    }

    private void said(Pod pod, String reason, String message) {
        client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withGenerateName("run.")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withApiVersion("v1")
                        .withKind("Pod")
                        .withName(pod.getMetadata().getName())
                        .withNamespace(namespace)
                        .withUid(pod.getMetadata().getUid())
                        .endInvolvedObject()
                        .withReason(reason)
                        .withMessage(message)
                        .withType("Warning")
                        .build())
                .create();
    }
}
