package dev.davit.operator.ec2.cluster;

import dev.davit.operator.kernel.Coalescer;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.StatusWriter;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes a status at once when its conditions say something else, and a while later when only counts have changed. */
public final class CountedStatus<S> {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Function<S, List<Condition>> conditions;
    private final EventWriter events;
    private final Coalescer books;

    /** A writer of statuses with those conditions. */
    public CountedStatus(Function<S, List<Condition>> conditions, EventWriter events, Clock clock) {
        this.conditions = conditions;
        this.events = events;
        this.books = new Coalescer(INTERVAL, clock);
    }

    /** Writes the status now, or returns when to come back for it. */
    public <P extends CustomResource<?, S>> Optional<Duration> write(Context<P> context, P primary, S status) {
        String uid = primary.getMetadata().getUid();
        List<Condition> before = primary.getStatus() == null ? null : conditions.apply(primary.getStatus());
        if (StatusWriter.isWritten(primary, status)) {
            books.settled(uid);
            return Optional.empty();
        }
        if (said(before).equals(said(conditions.apply(status)))) {
            Optional<Duration> wait = books.wait(uid);
            if (wait.isPresent()) {
                return wait;
            }
        }
        if (StatusWriter.write(context, primary, status)) {
            events.transitions(primary, before, conditions.apply(status));
        }
        books.settled(uid);
        return Optional.empty();
    }

    private static List<List<Object>> said(List<Condition> conditions) {
        return conditions == null
                ? List.of()
                : conditions.stream()
                        .map(c -> List.<Object>of(
                                c.getType(), c.getStatus(), c.getReason(), c.getMessage(), c.getObservedGeneration()))
                        .toList();
    }
}
