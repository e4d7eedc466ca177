package dev.davit.gateway.kube;

import dev.davit.api.lambda.v1alpha1.DeadLetterConfig;
import dev.davit.api.lambda.v1alpha1.Destination;
import dev.davit.api.lambda.v1alpha1.DestinationConfig;
import dev.davit.api.lambda.v1alpha1.FunctionEventInvokeConfig;
import dev.davit.gateway.catalog.EventConfig;
import java.util.Objects;

/** Pure: how a function's asynchronous events are treated, from its spec. */
final class EventConfigs {

    private EventConfigs() {}

    static EventConfig of(FunctionEventInvokeConfig invoke, DeadLetterConfig dead) {
        FunctionEventInvokeConfig config = Objects.requireNonNullElseGet(invoke, FunctionEventInvokeConfig::new);
        DestinationConfig destinations =
                Objects.requireNonNullElseGet(config.destinationConfig, DestinationConfig::new);
        EventConfig made = new EventConfig(
                Objects.requireNonNullElse(config.maximumRetryAttempts, EventConfig.DEFAULT.maximumRetryAttempts()),
                Objects.requireNonNullElse(config.maximumEventAgeInSeconds, EventConfig.DEFAULT.maximumAgeSeconds()),
                target(destinations.onSuccess),
                target(destinations.onFailure),
                dead == null ? null : orNull(dead.targetARN));
        return made.equals(EventConfig.DEFAULT) ? EventConfig.DEFAULT : made;
    }

    private static String target(Destination destination) {
        return destination == null ? null : orNull(destination.destination);
    }

    private static String orNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
