package dev.davit.operator.scheduler.schedule;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.CommonReason;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.scheduler.v1alpha1.RefusedRun;
import dev.davit.api.scheduler.v1alpha1.ScheduleReason;
import dev.davit.api.scheduler.v1alpha1.ScheduleStatus;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Pure: what the status of a schedule says after a pass. */
final class ScheduleReport {

    static final String ACCEPTED = "Accepted";
    static final String SCHEDULED = "Scheduled";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, SCHEDULED);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int MESSAGE = 512;

    private ScheduleReport() {}

    /** Of a schedule whose specification cannot be carried out. */
    static ScheduleStatus rejected(ScheduleInputs inputs, Outcome outcome) {
        ScheduleStatus status = begin(inputs);
        status.lastScheduledTime = inputs.status().lastScheduledTime;
        status.decidedUntil = seconds(inputs.now());
        status.conditions = Conditions.decided(conditions(inputs), ACCEPTED, ScheduleReason.Accepted, outcome)
                .markUnknown(SCHEDULED, CommonReason.Pending, "The specification has to be corrected first.")
                .build();
        if (inputs.status().decidedUntil != null && inputs.status().plan == null) {
            status.decidedUntil = inputs.status().decidedUntil;
        }
        return status;
    }

    /** Of a schedule whose step was taken; {@code refusal} is why its run could not be started, if it could not. */
    static ScheduleStatus of(
            ScheduleInputs inputs, Plan plan, ScheduleStep.Decision decision, Optional<String> refusal) {
        ScheduleStatus status = begin(inputs);
        status.lastScheduledTime = inputs.status().lastScheduledTime;
        status.plan = inputs.planned();
        Instant until = decision.since();
        switch (decision.step()) {
            case ScheduleStep.Off off -> {
                status.plan = null;
                until = known(inputs).orElse(inputs.now());
            }
            case ScheduleStep.Rest rest -> until = rest.until();
            case ScheduleStep.Hold hold -> status.refusedRun = inputs.status().refusedRun;
            case ScheduleStep.Start start -> {
                if (refusal.isPresent()) {
                    status.refusedRun = refused(inputs, start.time());
                } else {
                    until = start.time();
                    status.lastScheduledTime = until.toString();
                }
            }
            case ScheduleStep.Skip skip -> until = skip.time();
            case ScheduleStep.GiveUp giveUp -> until = giveUp.time();
        }
        status.decidedUntil = until.toString();
        Optional<Instant> next = status.plan == null ? Optional.empty() : plan.after(later(until, decision));
        status.nextScheduledTime = next.map(Instant::toString).orElse(null);
        status.conditions = conditions(inputs, status, refusal);
        return status;
    }

    /** While nothing runs, the time at which that was first seen stays. */
    private static Optional<Instant> known(ScheduleInputs inputs) {
        return inputs.status().plan == null
                ? Optional.ofNullable(inputs.status().decidedUntil).map(Instant::parse)
                : Optional.empty();
    }

    /** A run that is held is not the next one. */
    private static Instant later(Instant until, ScheduleStep.Decision decision) {
        return switch (decision.step()) {
            case ScheduleStep.Hold hold -> hold.time();
            case ScheduleStep.Start start -> start.time();
            default -> until;
        };
    }

    private static RefusedRun refused(ScheduleInputs inputs, Instant time) {
        RefusedRun before = inputs.status().refusedRun;
        int attempts = before != null && before.scheduledTime.equals(time.toString()) ? before.attempts : 0;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 10));
        RefusedRun run = new RefusedRun();
        run.scheduledTime = time.toString();
        run.attempts = attempts + 1;
        run.nextAttempt = seconds(inputs.now().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
        return run;
    }

    private static List<Condition> conditions(ScheduleInputs inputs, ScheduleStatus status, Optional<String> refusal) {
        ConditionsBuilder conditions = conditions(inputs).markTrue(ACCEPTED, ScheduleReason.Accepted, "");
        if (status.refusedRun != null) {
            String why = refusal.orElseGet(() -> message(inputs));
            return conditions
                    .markFalse(SCHEDULED, ScheduleReason.RunRefused, Names.cut(why, MESSAGE))
                    .build();
        }
        if (inputs.disabled()) {
            return conditions
                    .markTrue(SCHEDULED, ScheduleReason.Disabled, "Nothing runs while the state is DISABLED.")
                    .build();
        }
        return (status.nextScheduledTime == null
                        ? conditions.markTrue(SCHEDULED, ScheduleReason.Completed, "There is no further run.")
                        : conditions.markTrue(
                                SCHEDULED,
                                ScheduleReason.Scheduled,
                                "The next run is planned for " + status.nextScheduledTime + "."))
                .build();
    }

    private static String message(ScheduleInputs inputs) {
        return Conditions.find(inputs.status().conditions, SCHEDULED)
                .map(Condition::getMessage)
                .orElse("");
    }

    private static ConditionsBuilder conditions(ScheduleInputs inputs) {
        return CONDITIONS.begin(
                inputs.status().conditions, inputs.schedule().getMetadata().getGeneration(), inputs.now());
    }

    private static ScheduleStatus begin(ScheduleInputs inputs) {
        var metadata = inputs.schedule().getMetadata();
        String account = Accounts.of(metadata.getNamespace());
        ScheduleStatus status = new ScheduleStatus();
        status.observedGeneration = metadata.getGeneration();
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.arn = Arn.of(
                        "scheduler", inputs.region(), account, "schedule/default/" + metadata.getName())
                .toString();
        status.ackResourceMetadata.ownerAccountID = account;
        return status;
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
