package dev.davit.api.common;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The conditions of one pass over an object: mark each part, then {@link #build()}. A part that is not marked is
 * Unknown. A condition's transition time moves only when its status differs from that of the previous pass.
 */
public final class ConditionsBuilder {

    /** The longest message kept; what is longer is cut. */
    public static final int MAX_MESSAGE = 1024;

    private static final String TRUE = "True";
    private static final String FALSE = "False";
    private static final String UNKNOWN = "Unknown";

    private final ConditionSet set;
    private final List<Condition> previous;
    private final Long generation;
    private final Instant now;
    private final Map<String, Mark> marks = new HashMap<>();
    private final Map<String, Mark> beside = new TreeMap<>();

    private record Mark(String status, String reason, String message, boolean stalled) {}

    ConditionsBuilder(ConditionSet set, List<Condition> previous, Long generation, Instant now) {
        this.set = set;
        this.previous = List.copyOf(previous);
        this.generation = generation;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The part is as asked. */
    public ConditionsBuilder markTrue(String part, Reason reason, String message) {
        return mark(part, new Mark(TRUE, reason.name(), message, false));
    }

    /** The part is not known yet: something that it needs is still to come, and its coming wakes us. */
    public ConditionsBuilder markUnknown(String part, Reason reason, String message) {
        return mark(part, new Mark(UNKNOWN, reason.name(), message, false));
    }

    /** The part has failed, and Davit goes on trying. */
    public ConditionsBuilder markFalse(String part, Reason reason, String message) {
        return mark(part, new Mark(FALSE, reason.name(), message, false));
    }

    /** The part has failed and trying again cannot help: somebody has to change the object or what it refers to. */
    public ConditionsBuilder markStalled(String part, Reason reason, String message) {
        return mark(part, new Mark(FALSE, reason.name(), message, true));
    }

    /** A condition beside the parts: it says whether something holds without which the object is Ready all the same. */
    public ConditionsBuilder beside(String type, boolean holds, Reason reason, String message) {
        if (set.parts().contains(type)) {
            throw new IllegalArgumentException("A part of " + set.parts() + ": " + type);
        }
        beside.put(type, new Mark(holds ? TRUE : FALSE, reason.name(), message, false));
        return this;
    }

    /** All conditions: Ready first, then the parts and what is beside them, then Reconciling and Stalled. */
    public List<Condition> build() {
        Mark ready = ready();
        boolean done = ready.status.equals(TRUE);
        boolean stalled = !done && marks.values().stream().anyMatch(Mark::stalled);
        List<Condition> all = new ArrayList<>();
        all.add(condition(ConditionSet.READY, ready));
        set.parts().forEach(part -> all.add(condition(part, markOf(part))));
        beside.forEach((type, mark) -> all.add(condition(type, mark)));
        boolean moving = !done && !stalled;
        Mark calm = new Mark(FALSE, done ? CommonReason.Ready.name() : CommonReason.Progressing.name(), "", false);
        all.add(condition(ConditionSet.RECONCILING, moving ? asTrue(ready) : stalled ? stopped() : calm));
        all.add(condition(ConditionSet.STALLED, stalled ? asTrue(firstStalled()) : calm));
        return List.copyOf(all);
    }

    private ConditionsBuilder mark(String part, Mark mark) {
        if (!set.parts().contains(part)) {
            throw new IllegalArgumentException("Not a part of " + set.parts() + ": " + part);
        }
        marks.put(part, mark);
        return this;
    }

    private Mark ready() {
        return first(FALSE)
                .or(() -> first(UNKNOWN))
                .orElse(new Mark(
                        TRUE, CommonReason.Ready.name(), markOf(set.parts().getLast()).message, false));
    }

    private Optional<Mark> first(String status) {
        return set.parts().stream()
                .map(this::markOf)
                .filter(mark -> mark.status.equals(status))
                .findFirst();
    }

    private Mark firstStalled() {
        return set.parts().stream()
                .map(this::markOf)
                .filter(Mark::stalled)
                .findFirst()
                .orElseThrow();
    }

    private Mark markOf(String part) {
        return marks.getOrDefault(
                part, new Mark(UNKNOWN, CommonReason.Pending.name(), "What comes before is not done.", false));
    }

    private static Mark asTrue(Mark cause) {
        return new Mark(TRUE, cause.reason, cause.message, false);
    }

    private static Mark stopped() {
        return new Mark(FALSE, CommonReason.Stalled.name(), "", false);
    }

    private Condition condition(String type, Mark mark) {
        String since = previous.stream()
                .filter(old -> type.equals(old.getType()) && mark.status.equals(old.getStatus()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElse(now.toString());
        return new ConditionBuilder()
                .withType(type)
                .withStatus(mark.status)
                .withReason(mark.reason)
                .withMessage(cut(mark.message))
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }

    private static String cut(String message) {
        String text = message == null ? "" : message;
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
