package dev.davit.operator.lambda.layer;

import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.api.lambda.v1alpha1.LayerVersionStatus;
import dev.davit.operator.code.CodeArchives;
import dev.davit.operator.code.Origin;
import dev.davit.operator.code.Trouble;
import dev.davit.operator.code.Verdict;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Publishes layer versions: looks into the archive, then gives it the next number of its layer. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "layerversion",
        informer = @Informer(itemStore = LayerStore.class, informerListLimit = Lean.PAGE))
public class LayerReconciler implements Reconciler<LayerVersion> {
    private static final Duration FETCHING = Duration.ofMillis(500);
    private static final Duration UNAVAILABLE = Duration.ofSeconds(5);

    private final OperatorConfig config;
    private final Clock clock;
    private final EventWriter events;
    private final CodeArchives archives;
    private final Object numbers = new Object();

    LayerReconciler(OperatorConfig config, Clock clock, EventWriter events, CodeArchives archives) {
        this.config = config;
        this.clock = clock;
        this.events = events;
        this.archives = archives;
    }

    @Override
    public UpdateControl<LayerVersion> reconcile(LayerVersion layer, Context<LayerVersion> context) {
        return Pass.over(layer, () -> pass(layer, context));
    }

    private Optional<Duration> pass(LayerVersion layer, Context<LayerVersion> context) {
        if (LayerReport.isPublished(layer)) {
            return Optional.empty(); // for ever: its specification cannot change
        }
        Verdict verdict = archives.look(Origin.of(layer.getSpec().content));
        if (verdict instanceof Verdict.Taken taken) {
            publish(layer, taken, context);
            return Optional.empty();
        }
        write(layer, LayerReport.waiting(layer, verdict, clock.instant()), context);
        return verdict instanceof Verdict.Pending yet
                ? Optional.of(yet.trouble() == Trouble.CodeFetching ? FETCHING : UNAVAILABLE)
                : Optional.empty();
    }

    /** One at a time and by what the API server knows now: of two versions made at once each gets a number of its own. */
    private void publish(LayerVersion layer, Verdict.Taken taken, Context<LayerVersion> context) {
        synchronized (numbers) {
            LayerUses uses = new LayerUses(layer, context.getClient());
            long number = LayerNumbers.next(uses.published(), uses.running(), taken.sha256());
            write(layer, LayerReport.published(layer, taken, number, config.region(), clock.instant()), context);
        }
    }

    private void write(LayerVersion layer, LayerVersionStatus status, Context<LayerVersion> context) {
        var before = layer.getStatus() == null ? null : layer.getStatus().conditions;
        if (StatusWriter.writeIfUnchanged(context, layer, status)) {
            events.transitions(layer, before, status.conditions);
        }
    }
}
