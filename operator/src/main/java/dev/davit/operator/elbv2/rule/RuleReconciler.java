package dev.davit.operator.elbv2.rule;

import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.RuleStatus;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.elbv2.balance.Neighbours;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says of each rule whether it is obeyed and with which weights. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "elbv2-rule",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class RuleReconciler implements Reconciler<Rule> {
    /** An older rule may go, which does not wake this one. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final OperatorConfig config;
    private final Clock clock;
    private final EventWriter events;

    /** A reconciler with its collaborators. */
    public RuleReconciler(OperatorConfig config, Clock clock, EventWriter events) {
        this.config = config;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public List<EventSource<?, Rule>> prepareEventSources(EventSourceContext<Rule> context) {
        return List.of(
                Neighbours.of(Listener.class, context, null),
                Neighbours.of(TargetGroup.class, context, null),
                Neighbours.of(Service.class, context, null));
    }

    @Override
    public UpdateControl<Rule> reconcile(Rule rule, Context<Rule> context) {
        return Pass.over(rule, () -> pass(rule, context));
    }

    private Optional<Duration> pass(Rule rule, Context<Rule> context) {
        String namespace = rule.getMetadata().getNamespace();
        RuleInputs inputs = new RuleInputs(
                rule,
                Neighbours.in(context, Listener.class, namespace),
                context.getPrimaryCache().list(namespace).toList(),
                Neighbours.in(context, TargetGroup.class, namespace),
                Neighbours.in(context, Service.class, namespace),
                config.region(),
                clock.instant());
        RuleStatus status = RuleReport.status(inputs);
        List<Condition> before = rule.getStatus() == null ? null : rule.getStatus().conditions;
        if (StatusWriter.write(context, rule, status)) {
            events.transitions(rule, before, status.conditions);
        }
        return Conditions.isFalse(status.conditions, RuleReport.ACCEPTED) ? Optional.of(LOOK_AGAIN) : Optional.empty();
    }
}
