package dev.davit.operator.ecs.service;

import dev.davit.api.ecs.v1alpha1.Service;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Which changes of a Service concern its reconciler: of its spec, and of annotations, by which hooks are resolved. */
public final class SpecOrAnnotations implements OnUpdateFilter<Service> {

    /** Made by the operator SDK. */
    public SpecOrAnnotations() {
        // Nothing to set.
    }

    @Override
    public boolean accept(Service now, Service before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getAnnotations(), before.getMetadata().getAnnotations())
                || !Objects.equals(
                        now.getMetadata().getDeletionTimestamp(),
                        before.getMetadata().getDeletionTimestamp());
    }
}
