package dev.davit.operator.ec2.cluster;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** A cache of pods as members of a network: name, labels, address and phase, and nothing of what they run. */
final class PodStore extends TransformingItemStore<Pod> {
    PodStore() {
        super(PodStore::lean);
    }

    private static Pod lean(Pod pod) {
        var metadata = pod.getMetadata();
        return new PodBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName(metadata.getName())
                        .withNamespace(metadata.getNamespace())
                        .withUid(metadata.getUid())
                        .withResourceVersion(metadata.getResourceVersion())
                        .withLabels(metadata.getLabels())
                        .build())
                .withNewStatus()
                .withPhase(pod.getStatus() == null ? null : pod.getStatus().getPhase())
                .withPodIP(pod.getStatus() == null ? null : pod.getStatus().getPodIP())
                .endStatus()
                .build();
    }
}
