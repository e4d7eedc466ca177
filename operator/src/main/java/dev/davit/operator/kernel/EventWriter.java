package dev.davit.operator.kernel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.ConditionSet;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventSeries;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes {@code events.k8s.io/v1} events: one for a transition, never one for a retry. The same thing happening to the
 * same object again is counted in the event that is there. An event that cannot be written is logged and forgotten.
 */
public final class EventWriter {
    private static final Logger LOG = Logger.getLogger(EventWriter.class);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String WARNING = "Warning";
    private static final int NOTE_LIMIT = 1000;
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final int HASH = 16;

    private final KubernetesClient client;
    private final Clock clock;
    private final String instance;

    /** A writer that signs as {@code instance}, the operator's pod. */
    public EventWriter(KubernetesClient client, Clock clock, String instance) {
        this.client = client;
        this.clock = clock;
        this.instance = instance;
    }

    /** One thing that happened, in a user's words. */
    public record Happening(String type, String reason, String note, Optional<HasMetadata> related) {
        /** Something good, with nothing else involved. */
        public static Happening normal(String reason, String note) {
            return new Happening("Normal", reason, note, Optional.empty());
        }

        /** Something a user should look at. */
        public static Happening warning(String reason, String note) {
            return new Happening(WARNING, reason, note, Optional.empty());
        }
    }

    /** Writes an event for each condition that turned False, or False for another reason, and for a new Ready. */
    public void transitions(HasMetadata regarding, List<Condition> before, List<Condition> after) {
        happenings(before, after).forEach(happening -> write(regarding, happening));
    }

    /** The same without the good news: for objects that come by the hundred and say in their status that all is well. */
    public void warnings(HasMetadata regarding, List<Condition> before, List<Condition> after) {
        happenings(before, after).stream()
                .filter(happening -> WARNING.equals(happening.type()))
                .forEach(happening -> write(regarding, happening));
    }

    static List<Happening> happenings(List<Condition> before, List<Condition> after) {
        boolean onlyReady = after.stream().allMatch(c -> derived(c.getType()));
        return after.stream()
                .filter(condition -> changed(condition, Conditions.find(before, condition.getType())))
                .flatMap(condition -> happening(condition, onlyReady).stream())
                .toList();
    }

    private static Optional<Happening> happening(Condition condition, boolean onlyReady) {
        boolean ready = ConditionSet.READY.equals(condition.getType());
        if (ready && "True".equals(condition.getStatus())) {
            return Optional.of(Happening.normal(condition.getReason(), condition.getMessage()));
        }
        boolean part = ready ? onlyReady : !derived(condition.getType());
        return part && "False".equals(condition.getStatus())
                ? Optional.of(Happening.warning(condition.getReason(), condition.getMessage()))
                : Optional.empty();
    }

    private static boolean derived(String type) {
        return List.of(ConditionSet.READY, ConditionSet.RECONCILING, ConditionSet.STALLED)
                .contains(type);
    }

    private static boolean changed(Condition now, Optional<Condition> before) {
        return before.filter(old -> now.getStatus().equals(old.getStatus())
                        && ("True".equals(now.getStatus())
                                || now.getReason().equals(old.getReason())
                                        && now.getObservedGeneration().equals(old.getObservedGeneration())))
                .isEmpty();
    }

    /** Writes one event about the object. */
    public void write(HasMetadata regarding, Happening happening) {
        write(regarding, happening, event(regarding, happening));
    }

    /** Writes one event of that name, which programs look for; the annotations are those of the newest of its name. */
    public void writeNamed(String name, Map<String, String> annotations, HasMetadata regarding, Happening happening) {
        Event event = event(regarding, happening);
        event.getMetadata().setName(name);
        event.getMetadata().setAnnotations(annotations);
        write(regarding, happening, event);
    }

    private void write(HasMetadata regarding, Happening happening, Event event) {
        try {
            client.resource(event).create();
        } catch (KubernetesClientException e) {
            if (ApiErrors.alreadyExists(e)) {
                countAgain(event);
            } else if (!ApiErrors.namespaceTerminating(e)) {
                LOG.warnf("event %s on %s was not written: %s", happening.reason(), name(regarding), e.getMessage());
            }
        }
    }

    private void countAgain(Event event) {
        try {
            Event known = client.resource(event).get();
            if (known == null) {
                return; // its time was just over
            }
            EventSeries series = known.getSeries();
            int count = series == null || series.getCount() == null ? 1 : series.getCount();
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
            event.getMetadata().getAnnotations().forEach(annotations::put);
            patch.putObject("series").put("count", count + 1).put("lastObservedTime", MICROS.format(clock.instant()));
            client.resource(known).patch(MERGE, patch.toString());
        } catch (KubernetesClientException e) {
            LOG.debugf("event %s was not counted: %s", event.getReason(), e.getMessage());
        }
    }

    private Event event(HasMetadata regarding, Happening happening) {
        Instant now = clock.instant();
        ObjectReference reference = reference(regarding);
        String key = String.join("/", reference.getUid(), happening.type(), happening.reason(), happening.note());
        String namespace = reference.getNamespace() == null ? "default" : reference.getNamespace();
        return new EventBuilder()
                .withNewMetadata()
                .withName(Names.fit(reference.getName(), Names.LIMIT - HASH - 1) + "." + Names.hash(key, HASH))
                .withNamespace(namespace)
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController("davit.dev/operator")
                .withReportingInstance(instance)
                .withAction("Reconcile")
                .withType(happening.type())
                .withReason(happening.reason())
                .withNote(Names.cut(happening.note(), NOTE_LIMIT))
                .withRegarding(reference)
                .withRelated(happening.related().map(EventWriter::reference).orElse(null))
                .build();
    }

    private static ObjectReference reference(HasMetadata object) {
        return new ObjectReferenceBuilder()
                .withApiVersion(object.getApiVersion())
                .withKind(object.getKind())
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withUid(object.getMetadata().getUid())
                .build();
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
