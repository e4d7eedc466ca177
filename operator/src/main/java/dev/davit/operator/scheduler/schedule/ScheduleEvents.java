package dev.davit.operator.scheduler.schedule;

import dev.davit.api.scheduler.v1alpha1.ScheduleReason;
import dev.davit.operator.kernel.EventWriter.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pure: what is worth telling of a pass over a schedule. */
final class ScheduleEvents {

    private ScheduleEvents() {}

    static List<Happening> of(ScheduleInputs inputs, ScheduleStep.Decision decision, Optional<String> refusal) {
        List<Happening> events = new ArrayList<>();
        boolean held = decision.step() instanceof ScheduleStep.Hold || refusal.isPresent();
        if (decision.missed().isPresent() && !held) {
            events.add(missed(inputs, decision.missed().get()));
        }
        switch (decision.step()) {
            case ScheduleStep.Start start -> started(start, refusal).ifPresent(events::add);
            case ScheduleStep.Skip skip ->
                events.add(Happening.warning(
                        ScheduleReason.RunSkipped.name(),
                        "The run planned for " + skip.time() + " was left out, because "
                                + skip.active().size() + " tasks of earlier runs have not stopped, "
                                + skip.active().getFirst().getMetadata().getName() + " among them."));
            case ScheduleStep.GiveUp giveUp ->
                events.add(Happening.warning(
                        ScheduleReason.RunGivenUp.name(),
                        "The run planned for " + giveUp.time() + " was given up after "
                                + inputs.status().refusedRun.attempts + " attempts."));
            default -> {}
        }
        return events;
    }

    private static Optional<Happening> started(ScheduleStep.Start start, Optional<String> refusal) {
        return refusal.isPresent()
                ? Optional.empty()
                : Optional.of(Happening.normal(
                        ScheduleReason.RunStarted.name(), "The run planned for " + start.time() + " was started."));
    }

    private static Happening missed(ScheduleInputs inputs, Instant first) {
        boolean refused = inputs.status().refusedRun != null;
        return refused
                ? Happening.warning(
                        ScheduleReason.RunGivenUp.name(),
                        "The run planned for " + inputs.status().refusedRun.scheduledTime
                                + " was given up: it could not be started in time.")
                : Happening.warning(
                        ScheduleReason.RunMissed.name(),
                        "Runs planned from " + first + " on were missed; one at most is caught up on.");
    }
}
