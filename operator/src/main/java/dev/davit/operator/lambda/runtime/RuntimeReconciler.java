package dev.davit.operator.lambda.runtime;

import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import dev.davit.operator.kernel.StatusWriter;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.Optional;

/** Says of each runtime that functions can use it. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "runtime",
        informer = @Informer(itemStore = LeanStore.class, informerListLimit = Lean.PAGE))
public class RuntimeReconciler implements Reconciler<Runtime> {
    private final Clock clock;

    RuntimeReconciler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public UpdateControl<Runtime> reconcile(Runtime runtime, Context<Runtime> context) {
        return Pass.over(runtime, () -> {
            StatusWriter.write(context, runtime, RuntimeReport.status(runtime, clock.instant()));
            return Optional.empty();
        });
    }
}
