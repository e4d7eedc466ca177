package dev.davit.operator.scheduler.schedule;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.scheduler.v1alpha1.EcsParameters;
import dev.davit.api.scheduler.v1alpha1.FlexibleTimeWindow;
import dev.davit.api.scheduler.v1alpha1.ScheduleReason;
import dev.davit.api.scheduler.v1alpha1.ScheduleSpec;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.scheduler.timetable.Expressions;
import dev.davit.operator.scheduler.timetable.InvalidExpression;
import dev.davit.operator.scheduler.timetable.Once;
import dev.davit.operator.scheduler.timetable.Timetable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/** Pure: reads the runs out of a schedule's specification, or says what the schema cannot. */
final class ScheduleCheck {

    private ScheduleCheck() {}

    /** Either the plan or why there is none. */
    record Result(Optional<Plan> plan, Outcome outcome) {}

    static Result of(ScheduleInputs inputs) {
        ScheduleSpec spec = inputs.schedule().getSpec();
        Optional<String> foreign = foreign(inputs);
        if (foreign.isPresent()) {
            return rejected(ScheduleReason.TargetInvalid, foreign.get());
        }
        try {
            Instant start = date("startDate", spec.startDate).orElse(Instant.MIN);
            Instant end = date("endDate", spec.endDate).orElse(Instant.MAX);
            Instant first = date("startDate", spec.startDate).orElse(inputs.created());
            Timetable times = Expressions.read(spec.scheduleExpression, spec.scheduleExpressionTimezone, first);
            if (times instanceof Once once) {
                return once(once, inputs);
            }
            if (end.isBefore(start)) {
                return rejected(ScheduleReason.ExpressionInvalid, "endDate is before startDate: correct one of them");
            }
            if (end.isBefore(inputs.created())
                    || !inputs.disabled() && inputs.isReplanned() && end.isBefore(inputs.now())) {
                return rejected(
                        ScheduleReason.ExpressionInvalid,
                        "endDate " + spec.endDate + " is over: set one that is to come, as on AWS");
            }
            return accepted(new Plan(times, start, end, window(spec), seed(inputs)));
        } catch (InvalidExpression e) {
            return rejected(ScheduleReason.ExpressionInvalid, e.getMessage());
        }
    }

    /** As on AWS, startDate and endDate do not count for one time. */
    private static Result once(Once once, ScheduleInputs inputs) {
        if (once.time().isBefore(inputs.created())) {
            return rejected(
                    ScheduleReason.ExpressionInvalid,
                    "the time in at(…) is before the Schedule's creation: set one that is to come");
        }
        return accepted(new Plan(
                once, Instant.MIN, Instant.MAX, window(inputs.schedule().getSpec()), seed(inputs)));
    }

    private static String seed(ScheduleInputs inputs) {
        return inputs.schedule().getMetadata().getUid();
    }

    private static Duration window(ScheduleSpec spec) {
        FlexibleTimeWindow window = spec.flexibleTimeWindow;
        return window == null || window.maximumWindowInMinutes == null
                ? Duration.ZERO
                : Duration.ofMinutes(window.maximumWindowInMinutes);
    }

    private static Optional<Instant> date(String field, String text) {
        try {
            return Optional.ofNullable(text).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw new InvalidExpression(field + " " + text + " is no time that exists");
        }
    }

    private static Optional<String> foreign(ScheduleInputs inputs) {
        String account = Accounts.of(inputs.schedule().getMetadata().getNamespace());
        EcsParameters tasks = inputs.schedule().getSpec().target.ecsParameters;
        return Stream.of(inputs.schedule().getSpec().target.arn, tasks.taskDefinitionARN)
                .flatMap(text -> Arn.parse(text).stream())
                .filter(arn -> !arn.account().equals(account))
                .findFirst()
                .map(arn -> arn + " is of another account; this namespace is " + account);
    }

    private static Result accepted(Plan plan) {
        return new Result(Optional.of(plan), new Outcome.Accepted());
    }

    private static Result rejected(ScheduleReason reason, String message) {
        return new Result(Optional.empty(), new Outcome.Rejection(reason, message));
    }
}
