package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalingActivity;
import dev.davit.operator.autoscaling.scaling.Change;
import dev.davit.operator.autoscaling.scaling.Past;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Pure: the activities of a scalable target, in the words of DescribeScalingActivities. The newest is the first. */
final class Activities {

    static final String IN_PROGRESS = "InProgress";
    static final String SUCCESSFUL = "Successful";
    static final String OVERRIDDEN = "Overridden";
    static final String FAILED = "Failed";

    private static final int KEPT = 20;

    private Activities() {}

    /** A policy's change that is about to be made. */
    static ScalingActivity of(Change change, int current, String target, Instant now) {
        ScalingActivity activity = setting(current, change.desired(), change.cause(), target, now);
        activity.policyName = change.policy();
        activity.baseCapacity = change.base();
        return activity;
    }

    /** A count that is about to be moved inside limits that a scheduled action has set. */
    static ScalingActivity inside(Limits limits, int current, String target, Instant now) {
        boolean low = current < limits.minimum();
        int desired = low ? limits.minimum() : limits.maximum();
        String cause = (low ? "minimum" : "maximum") + " capacity was set to " + desired;
        return setting(current, desired, cause, target, now);
    }

    /** Limits that a scheduled action has set. */
    static ScalingActivity of(Limits.Fired fired, String target, Instant now) {
        String limits = "min capacity to " + fired.minimum() + " and max capacity to " + fired.maximum();
        ScalingActivity activity =
                begin("Setting " + limits, target + fired.action().name() + fired.time(), now);
        activity.cause = "scheduled action name " + fired.action().name() + " was triggered";
        return ended(activity, SUCCESSFUL, "Successfully set " + limits, now);
    }

    /** The activity that is to be carried out yet. */
    static Optional<ScalingActivity> open(List<ScalingActivity> activities) {
        return all(activities)
                .filter(activity -> IN_PROGRESS.equals(activity.statusCode))
                .findFirst();
    }

    /** The list with the activity ended. */
    static List<ScalingActivity> end(List<ScalingActivity> activities, String code, String message, Instant now) {
        return activities.stream()
                .map(activity ->
                        IN_PROGRESS.equals(activity.statusCode) ? ended(copy(activity), code, message, now) : activity)
                .toList();
    }

    /** The list with newer activities before it; {@code known} may be null. */
    static List<ScalingActivity> with(List<ScalingActivity> newer, List<ScalingActivity> known) {
        List<ScalingActivity> all =
                Stream.concat(newer.stream(), all(known)).limit(KEPT).toList();
        return all.isEmpty() ? null : all;
    }

    /** What policies did. */
    static Past past(List<ScalingActivity> activities) {
        return new Past(
                last(activities, activity -> activity.desiredCapacity > activity.previousCapacity),
                last(activities, activity -> activity.desiredCapacity < activity.previousCapacity));
    }

    private static Optional<Past.Scaling> last(List<ScalingActivity> activities, Predicate<ScalingActivity> which) {
        return all(activities)
                .filter(activity -> activity.policyName != null
                        && (SUCCESSFUL.equals(activity.statusCode) || IN_PROGRESS.equals(activity.statusCode)))
                .filter(which)
                .findFirst()
                .map(activity -> new Past.Scaling(Instant.parse(activity.startTime), activity.baseCapacity));
    }

    private static Stream<ScalingActivity> all(List<ScalingActivity> activities) {
        return Objects.requireNonNullElse(activities, List.<ScalingActivity>of()).stream();
    }

    private static ScalingActivity setting(int current, int desired, String cause, String target, Instant now) {
        ScalingActivity activity = begin("Setting desired count to " + desired + ".", target + desired, now);
        activity.cause = cause;
        activity.statusCode = IN_PROGRESS;
        activity.previousCapacity = current;
        activity.desiredCapacity = desired;
        return activity;
    }

    private static ScalingActivity begin(String description, String seed, Instant now) {
        ScalingActivity activity = new ScalingActivity();
        activity.startTime = seconds(now);
        activity.activityID = UUID.nameUUIDFromBytes((seed + now).getBytes(StandardCharsets.UTF_8))
                .toString();
        activity.description = description;
        return activity;
    }

    private static ScalingActivity ended(ScalingActivity activity, String code, String message, Instant now) {
        activity.endTime = seconds(now);
        activity.statusCode = code;
        activity.statusMessage = message;
        return activity;
    }

    private static ScalingActivity copy(ScalingActivity activity) {
        ScalingActivity copy = new ScalingActivity();
        copy.activityID = activity.activityID;
        copy.description = activity.description;
        copy.cause = activity.cause;
        copy.startTime = activity.startTime;
        copy.policyName = activity.policyName;
        copy.previousCapacity = activity.previousCapacity;
        copy.desiredCapacity = activity.desiredCapacity;
        copy.baseCapacity = activity.baseCapacity;
        return copy;
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
