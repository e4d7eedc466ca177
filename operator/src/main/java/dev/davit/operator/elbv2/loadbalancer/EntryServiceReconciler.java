package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.common.Labels;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/** Deletes the Service of a load balancer that is gone; garbage collection takes its route with it. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "entryservice",
        informer =
                @Informer(
                        labelSelector = Labels.LOAD_BALANCER_NAMESPACE,
                        itemStore = LeanStore.class,
                        informerListLimit = Lean.PAGE))
public class EntryServiceReconciler implements Reconciler<Service> {
    private final String installation;

    /** A reconciler for the installation of those settings. */
    public EntryServiceReconciler(OperatorConfig config) {
        this.installation = config.namespace();
    }

    @Override
    public List<EventSource<?, Service>> prepareEventSources(EventSourceContext<Service> context) {
        return List.of(Leftovers.owners(Service.class, context, installation));
    }

    @Override
    public UpdateControl<Service> reconcile(Service service, Context<Service> context) {
        if (Leftovers.isOne(service, context)) {
            Leftovers.delete(service, context);
        }
        return UpdateControl.noUpdate();
    }
}
