package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.common.Labels;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/** Deletes the policy of a load balancer that is gone, and every one where the gateway has none to add to. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "entrypolicy",
        informer =
                @Informer(
                        labelSelector = Labels.LOAD_BALANCER_NAMESPACE,
                        itemStore = LeanStore.class,
                        informerListLimit = Lean.PAGE))
public class EntryPolicyReconciler implements Reconciler<NetworkPolicy> {
    private final String installation;
    private final EntryWall wall;

    /** A reconciler for the installation of those settings. */
    public EntryPolicyReconciler(OperatorConfig config, EntryWall wall) {
        this.installation = config.namespace();
        this.wall = wall;
    }

    @Override
    public List<EventSource<?, NetworkPolicy>> prepareEventSources(EventSourceContext<NetworkPolicy> context) {
        return List.of(Leftovers.owners(NetworkPolicy.class, context, installation));
    }

    @Override
    public UpdateControl<NetworkPolicy> reconcile(NetworkPolicy policy, Context<NetworkPolicy> context) {
        if (!wall.stands() || Leftovers.isOne(policy, context)) {
            Leftovers.delete(policy, context);
        }
        return UpdateControl.noUpdate();
    }
}
