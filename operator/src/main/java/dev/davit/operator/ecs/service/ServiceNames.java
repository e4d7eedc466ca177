package dev.davit.operator.ecs.service;

import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.operator.kernel.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** The names of a service and of what it makes. */
final class ServiceNames {

    private ServiceNames() {}

    /** The name on AWS: what the spec says, else that of the object. */
    static String of(Service service) {
        String name = service.getSpec().name;
        return name == null || name.isEmpty() ? service.getMetadata().getName() : name;
    }

    /** The name of its disruption budget. */
    static String budget(Service service) {
        return Names.join(service.getMetadata().getName(), "tasks");
    }

    /** The name of a task: the same for the same deployment and index, so that a pass that is repeated makes no second one. */
    static String task(Service service, long deployment, long index) {
        return Names.join(service.getMetadata().getName(), deployment + "-" + index);
    }

    /** The number of a task's deployment, or 0 when it has lost its label. */
    static long deployment(HasMetadata task) {
        String label = task.getMetadata().getLabels() == null
                ? null
                : task.getMetadata().getLabels().get(ServiceLabels.DEPLOYMENT);
        return label != null && label.matches("[0-9]{1,18}") ? Long.parseLong(label) : 0;
    }

    /** Which task of its deployment it is, or 0 when its name does not say. */
    static long index(HasMetadata task) {
        String name = task.getMetadata().getName();
        String end = name.substring(name.lastIndexOf('-') + 1);
        return end.matches("[0-9]{1,18}") ? Long.parseLong(end) : 0;
    }
}
