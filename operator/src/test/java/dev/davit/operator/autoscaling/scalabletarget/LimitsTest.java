package dev.davit.operator.autoscaling.scalabletarget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetAction;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetStatus;
import dev.davit.api.applicationautoscaling.v1alpha1.ScheduledAction;
import dev.davit.api.applicationautoscaling.v1alpha1.SuspendedState;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final Instant CREATED = Instant.parse("2026-11-27T07:30:00Z");

    private final ScalableTarget target = new ScalableTarget();
    private Instant now = CREATED;

    LimitsTest() {
        target.setMetadata(new ObjectMetaBuilder()
                .withName("web")
                .withNamespace("team-a")
                .withUid("uid-1")
                .withGeneration(1L)
                .withCreationTimestamp(CREATED.toString())
                .build());
        target.getSpec().resourceID = "service/default/web";
        target.getSpec().minCapacity = 1;
        target.getSpec().maxCapacity = 10;
        target.getSpec().scheduledActions = new ArrayList<>();
    }

    private ScheduledAction action(String name, String schedule, Integer min, Integer max) {
        ScheduledAction action = new ScheduledAction();
        action.scheduledActionName = name;
        action.schedule = schedule;
        action.scalableTargetAction = new ScalableTargetAction();
        action.scalableTargetAction.minCapacity = min;
        action.scalableTargetAction.maxCapacity = max;
        target.getSpec().scheduledActions.add(action);
        return action;
    }

    /** A pass at that time, whose status the next one reads. */
    private Limits at(String time) {
        now = Instant.parse(time);
        ScalableTargetInputs inputs =
                new ScalableTargetInputs(target, List.of(), Optional.of("web"), List.of(), "us-east-1", now);
        ScalableTargetCheck.Result check = ScalableTargetCheck.of(inputs);
        assertThat(check.accepted()).as(check.outcome().toString()).isTrue();
        Limits limits = Limits.of(inputs, check.actions());
        ScalableTargetStatus status = ScalableTargetReport.of(
                inputs, limits, MetricState.UNUSED, Turn.scheduled(inputs, limits, Optional.empty()));
        target.setStatus(status);
        return limits;
    }

    private static void holds(Limits limits, int minimum, int maximum) {
        assertThat(List.of(limits.minimum(), limits.maximum())).containsExactly(minimum, maximum);
    }

    @Test
    void actionsMoveTheLimitsAtTheirTimes() {
        action("morning", "cron(0 8 * * ? *)", 4, 20);
        action("evening", "cron(0 18 * * ? *)", 2, null);
        holds(at("2026-11-27T07:30:00Z"), 1, 10);
        assertThat(at("2026-11-27T07:59:59Z").next()).contains(Instant.parse("2026-11-27T08:00:00Z"));
        holds(at("2026-11-27T08:00:00Z"), 4, 20);
        assertThat(target.getStatus().activities).singleElement().satisfies(activity -> {
            assertThat(activity.description).isEqualTo("Setting min capacity to 4 and max capacity to 20");
            assertThat(activity.cause).isEqualTo("scheduled action name morning was triggered");
        });
        Limits later = at("2026-11-27T08:00:01Z");
        holds(later, 4, 20);
        assertThat(later.fired()).isEmpty();
        holds(at("2026-11-27T18:00:00Z"), 2, 20);
    }

    @Test
    void whatWasMissedIsMadeUpForInTheOrderOfItsTimes() {
        action("evening", "cron(0 18 * * ? *)", 2, null);
        action("morning", "cron(0 8 * * ? *)", 4, 20);
        at("2026-11-27T07:30:00Z");
        Limits limits = at("2026-12-03T19:00:00Z");
        holds(limits, 2, 20);
        assertThat(limits.fired()).extracting(fired -> fired.action().name()).containsExactly("morning", "evening");
        holds(at("2026-12-04T09:00:00Z"), 4, 20);
    }

    @Test
    void anEditOfTheLimitsEndsWhatActionsHaveSet() {
        action("morning", "cron(0 8 * * ? *)", 4, 20);
        at("2026-11-27T07:30:00Z");
        at("2026-11-27T08:00:00Z");
        target.getSpec().maxCapacity = 30;
        holds(at("2026-11-27T08:10:00Z"), 1, 30);
        holds(at("2026-11-28T08:00:00Z"), 4, 20);
    }

    @Test
    void anActionThatIsAddedLaterDoesNotMakeUpForTimesBefore() {
        action("morning", "cron(0 8 * * ? *)", 4, 20);
        at("2026-11-27T07:30:00Z");
        action("noon", "cron(0 12 * * ? *)", 6, 20);
        holds(at("2026-11-27T15:00:00Z"), 4, 20);
        holds(at("2026-11-28T12:00:00Z"), 6, 20);
    }

    @Test
    void aRateBeginsAfterOnePeriodAndEndsWithItsEndTime() {
        ScheduledAction action = action("often", "rate(1 hour)", 3, null);
        action.endTime = "2026-11-27T09:00:00Z";
        holds(at("2026-11-27T07:30:00Z"), 1, 10);
        Limits limits = at("2026-11-27T08:30:00Z");
        holds(limits, 3, 10);
        assertThat(limits.next()).isEmpty();
    }

    @Test
    void limitsThatCrossMoveTheOneThatWasNotSet() {
        action("up", "at(2026-11-27T08:00:00)", 15, null);
        action("down", "at(2026-11-27T09:00:00)", null, 0);
        at("2026-11-27T07:30:00Z");
        holds(at("2026-11-27T08:00:00Z"), 15, 15);
        holds(at("2026-11-27T09:00:00Z"), 0, 0);
    }

    @Test
    void whatIsDueWhileSuspendedIsLeftOut() {
        action("morning", "cron(0 8 * * ? *)", 4, 20);
        target.getSpec().suspendedState = new SuspendedState();
        target.getSpec().suspendedState.scheduledScalingSuspended = true;
        at("2026-11-27T07:30:00Z");
        holds(at("2026-11-27T08:00:00Z"), 1, 10);
        target.getSpec().suspendedState = null;
        holds(at("2026-11-27T08:01:00Z"), 1, 10);
        holds(at("2026-11-28T08:00:00Z"), 4, 20);
    }

    @Test
    void aCountOutsideOfNewLimitsIsMovedInside() {
        action("morning", "cron(0 8 * * ? *)", 4, 6);
        at("2026-11-27T07:30:00Z");
        now = Instant.parse("2026-11-27T08:00:00Z");
        ScalableTargetInputs inputs =
                new ScalableTargetInputs(target, List.of(), Optional.of("web"), List.of(), "us-east-1", now);
        Limits limits = Limits.of(inputs, ScalableTargetCheck.of(inputs).actions());
        assertThat(desired(inputs, limits, 1)).isEqualTo("4 minimum capacity was set to 4");
        assertThat(desired(inputs, limits, 9)).isEqualTo("6 maximum capacity was set to 6");
        assertThat(Turn.scheduled(inputs, limits, Optional.of(new Turn.Counted(5, false))))
                .hasSize(1);
    }

    private static String desired(ScalableTargetInputs inputs, Limits limits, int count) {
        var first = Turn.scheduled(inputs, limits, Optional.of(new Turn.Counted(count, true)))
                .getFirst();
        return first.desiredCapacity + " " + first.cause;
    }

    @Test
    void theOlderOfTwoTargetsOfAResourceScales() {
        ScalableTarget younger = new ScalableTarget();
        younger.setSpec(target.getSpec());
        younger.setMetadata(new ObjectMetaBuilder(target.getMetadata())
                .withName("again")
                .withUid("uid-2")
                .withCreationTimestamp(CREATED.plus(Duration.ofSeconds(1)).toString())
                .build());
        assertThat(ScalableTargetCheck.of(new ScalableTargetInputs(
                                target, List.of(younger), Optional.of("web"), List.of(), "us-east-1", now))
                        .accepted())
                .isTrue();
        assertThat(ScalableTargetCheck.of(new ScalableTargetInputs(
                                younger, List.of(target), Optional.of("web"), List.of(), "us-east-1", now))
                        .outcome()
                        .toString())
                .contains("ResourceAlreadyRegistered");
    }
}
