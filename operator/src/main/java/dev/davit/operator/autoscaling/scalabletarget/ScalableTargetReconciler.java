package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetStatus;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingActivity;
import dev.davit.operator.autoscaling.metric.Meter;
import dev.davit.operator.autoscaling.metric.Minutes;
import dev.davit.operator.autoscaling.metric.Recorder;
import dev.davit.operator.autoscaling.metric.RequestCounters;
import dev.davit.operator.autoscaling.scaling.Metric;
import dev.davit.operator.autoscaling.scaling.Policy;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets the desired count of a scalable target's service. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(name = "scalabletarget", informer = @Informer(itemStore = LeanStore.class))
public class ScalableTargetReconciler implements Reconciler<ScalableTarget> {

    /** A clock that is set, or a zone whose rules change, is noticed after that long at the latest. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** Nothing announces that another ScalableTarget has gone. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final OperatorConfig config;
    private final EventWriter events;
    private final Clock clock;
    private final Recorder recorder = new Recorder();
    private final Meter meter;

    /** A reconciler with its collaborators. */
    public ScalableTargetReconciler(OperatorConfig config, EventWriter events, Clock clock, RequestCounters requests) {
        this.config = config;
        this.events = events;
        this.clock = clock;
        this.meter = new Meter(requests);
    }

    @Override
    public List<EventSource<?, ScalableTarget>> prepareEventSources(EventSourceContext<ScalableTarget> context) {
        return ScalableTargetSources.of(context);
    }

    @Override
    public UpdateControl<ScalableTarget> reconcile(ScalableTarget target, Context<ScalableTarget> context) {
        return Pass.over(target, () -> {
            ScalableTargetInputs inputs =
                    ScalableTargetSources.gather(target, context, config.region(), clock.instant());
            ScalableTargetCheck.Result check = ScalableTargetCheck.of(inputs);
            if (!check.accepted()) {
                write(ScalableTargetReport.idle(inputs, check.outcome()), inputs, context);
                return inputs.others().isEmpty() ? Optional.empty() : Optional.of(IDLE);
            }
            return scale(inputs, Limits.of(inputs, check.actions()), context);
        });
    }

    private Optional<Duration> scale(ScalableTargetInputs inputs, Limits limits, Context<ScalableTarget> context) {
        ScalingStep step = new ScalingStep(context, events, inputs.target());
        String service = inputs.service().orElseThrow();
        Optional<ScalingActivity> open = Activities.open(inputs.status().activities);
        if (open.isPresent()) {
            step.carryOut(inputs.status(), open.get(), service, inputs.now());
            return Optional.of(ScalingStep.CAUGHT_UP);
        }
        ScaleClient client = step.client();
        Set<Metric> metrics = inputs.followed().stream().map(Policy::metric).collect(Collectors.toSet());
        Minutes minutes = Minutes.of(inputs.target().getMetadata().getUid());
        long minute = minutes.at(inputs.now());
        boolean looks = !metrics.isEmpty() && recorder.isNew(uid(inputs), minute);
        Optional<Turn.Counted> counted = looks || !limits.fired().isEmpty()
                ? client.service(service).map(ScaleClient::counted)
                : Optional.empty();
        List<ScalingActivity> begun = new ArrayList<>(Turn.scheduled(inputs, limits, counted));
        MetricState state = metrics.isEmpty() ? MetricState.UNUSED : known(inputs);
        if (looks) {
            Meter.Look look = new Meter.Look(uid(inputs), namespace(inputs), service, minute, inputs.now());
            Meter.Reading reading = meter.read(context.getClient(), look, metrics);
            state = MetricState.of(metrics, reading);
            var histories = recorder.add(uid(inputs), minute, reading.seen());
            if (begun.isEmpty() && counted.isPresent()) {
                begun.addAll(Turn.dynamic(inputs, limits, counted.get(), histories, minute));
            }
        }
        ScalableTargetStatus status = ScalableTargetReport.of(inputs, limits, state, begun);
        write(status, inputs, context);
        limitsChanged(begun, inputs);
        Activities.open(begun).ifPresent(activity -> step.carryOut(status, activity, service, inputs.now()));
        return wait(
                limits, metrics.isEmpty() ? Optional.empty() : Optional.of(minutes.next(inputs.now())), inputs.now());
    }

    private void limitsChanged(List<ScalingActivity> begun, ScalableTargetInputs inputs) {
        begun.stream()
                .filter(activity -> Activities.SUCCESSFUL.equals(activity.statusCode))
                .forEach(activity -> events.write(inputs.target(), ScalingEvents.ended(activity)));
    }

    private void write(ScalableTargetStatus status, ScalableTargetInputs inputs, Context<ScalableTarget> context) {
        if (StatusWriter.write(context, inputs.target(), status)) {
            events.transitions(inputs.target(), inputs.status().conditions, status.conditions);
        }
    }

    private static MetricState known(ScalableTargetInputs inputs) {
        return MetricState.known(Conditions.find(inputs.status().conditions, ScalableTargetReport.METRICS));
    }

    private static Optional<Duration> wait(Limits limits, Optional<Instant> minute, Instant now) {
        Optional<Duration> action = limits.next().map(time -> Duration.between(now, time));
        Optional<Duration> look = minute.map(time -> Duration.between(now, time));
        return Pass.sooner(action, look).map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    private static String uid(ScalableTargetInputs inputs) {
        return inputs.target().getMetadata().getUid();
    }

    private static String namespace(ScalableTargetInputs inputs) {
        return inputs.target().getMetadata().getNamespace();
    }
}
