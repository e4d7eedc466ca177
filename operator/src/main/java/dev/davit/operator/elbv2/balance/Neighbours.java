package dev.davit.operator.elbv2.balance;

import dev.davit.api.common.ElbId;
import dev.davit.api.common.Reference;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The objects of a namespace that load balancing is made of; each wakes what it may be about. */
public final class Neighbours {
    private Neighbours() {}

    /** A cache of a kind, each change of which wakes the primaries of its namespace; {@code selector} may be null. */
    public static <R extends HasMetadata, P extends HasMetadata> InformerEventSource<R, P> of(
            Class<R> kind, EventSourceContext<P> context, String selector) {
        return of(kind, context, selector, new LeanStore<>());
    }

    /** The same with a store of its own. */
    public static <R extends HasMetadata, P extends HasMetadata> InformerEventSource<R, P> of(
            Class<R> kind, EventSourceContext<P> context, String selector, ItemStore<R> store) {
        var configuration = InformerEventSourceConfiguration.from(kind, context.getPrimaryResourceClass())
                .withPrimaryToSecondaryMapper((P primary) -> Set.<ResourceID>of())
                .withSecondaryToPrimaryMapper(secondary -> primaries(context, secondary))
                .withInformerListLimit(Lean.PAGE)
                .withItemStore(store);
        if (selector != null) {
            configuration = configuration.withLabelSelector(selector);
        }
        return new InformerEventSource<>(configuration.build(), context);
    }

    private static <P extends HasMetadata> Set<ResourceID> primaries(
            EventSourceContext<P> context, HasMetadata secondary) {
        return context.getPrimaryCache()
                .list(secondary.getMetadata().getNamespace())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    /** The objects of a kind in a namespace, by name. */
    @SuppressWarnings("unchecked")
    public static <R extends HasMetadata> List<R> in(Context<?> context, Class<R> kind, String namespace) {
        return context.eventSourceRetriever().getEventSourceFor(kind) instanceof ResourceCache<?> cache
                ? ((ResourceCache<R>) cache)
                        .list(namespace)
                        .sorted(Comparator.comparing(
                                object -> object.getMetadata().getName()))
                        .toList()
                : List.of();
    }

    /** The names of the objects. */
    public static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }

    /** The object of that name. */
    public static <R extends HasMetadata> Optional<R> named(List<R> objects, String name) {
        return objects.stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** Whether {@code one} was made before {@code other}. */
    public static boolean isOlder(HasMetadata one, HasMetadata other) {
        return Comparator.comparing((HasMetadata object) ->
                                String.valueOf(object.getMetadata().getCreationTimestamp()))
                        .thenComparing(object -> object.getMetadata().getName())
                        .compare(one, other)
                < 0;
    }

    /** The name that a field, an ARN or a plain name, or else a reference says; null when it names nothing that is there. */
    public static String resolve(Reference reference, String text, String kind, HasMetadata in, List<String> names) {
        if (reference == null) {
            return ElbId.named(text, kind, in.getMetadata().getNamespace(), names);
        }
        return names.contains(reference.from.name) ? reference.from.name : null;
    }

    /** What a field or a reference says, for messages. */
    public static String wanted(Reference reference, String text) {
        return reference == null ? text : reference.from.name;
    }
}
