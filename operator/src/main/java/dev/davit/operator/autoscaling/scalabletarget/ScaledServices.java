package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.common.Arn;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.operator.kernel.Lean;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.Optional;

/** The cache of Services for those who only want to know which is which: nothing is in it but their ARNs. */
final class ScaledServices extends TransformingItemStore<Service> {

    ScaledServices() {
        super(ScaledServices::lean);
    }

    /** What names the service: {@code service/<cluster>/<name>}; empty until its own status says so. */
    static Optional<String> resource(Service service) {
        return Optional.ofNullable(service.getStatus())
                .flatMap(status -> Arn.parse(status.serviceARN))
                .map(Arn::resource);
    }

    private static Service lean(Service service) {
        service.setSpec(new ServiceSpec());
        if (service.getStatus() != null) {
            ServiceStatus status = new ServiceStatus();
            status.serviceARN = service.getStatus().serviceARN;
            service.setStatus(status);
        }
        return Lean.metadata(service);
    }
}
