package dev.davit.testkit.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What is in a namespace, but events. */
public record NamespaceState(List<GenericKubernetesResource> objects) {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    /** The kinds of an API server whose objects live in namespaces. */
    public record Kinds(List<ResourceDefinitionContext> contexts) {

        /** Asks the server; takes a second, and is worth remembering. */
        public static Kinds of(KubernetesClient client) {
            Stream<String> core = Stream.of("v1");
            Stream<String> groups = client.getApiGroups().getGroups().stream()
                    .map(group -> group.getPreferredVersion().getGroupVersion());
            return new Kinds(Stream.concat(core, groups)
                    .flatMap(version -> Stream.ofNullable(
                                    client.getApiResources(version)) // null: gone since, with its CRD
                            .flatMap(resources -> resources.getResources().stream())
                            .filter(kind -> Boolean.TRUE.equals(kind.getNamespaced()))
                            .filter(kind -> kind.getVerbs().containsAll(List.of("list", "deletecollection")))
                            .map(kind -> context(version, kind)))
                    .filter(kind -> !"".equals(kind.getGroup()) || !"Event".equals(kind.getKind()))
                    .toList());
        }

        /** Those with such names, in the plural as paths have them. */
        public Kinds named(Set<String> plurals) {
            return new Kinds(contexts.stream()
                    .filter(kind -> plurals.contains(kind.getPlural()))
                    .toList());
        }

        private static ResourceDefinitionContext context(String groupVersion, APIResource kind) {
            int slash = groupVersion.indexOf('/');
            return new ResourceDefinitionContext.Builder()
                    .withGroup(slash < 0 ? "" : groupVersion.substring(0, slash))
                    .withVersion(groupVersion.substring(slash + 1))
                    .withKind(kind.getKind())
                    .withPlural(kind.getName())
                    .withNamespaced(true)
                    .build();
        }
    }

    /** Reads the objects of those kinds. */
    public static NamespaceState of(KubernetesClient client, Kinds kinds, String namespace) {
        return new NamespaceState(kinds.contexts().stream()
                .filter(kind -> !"Event".equals(kind.getKind()))
                .flatMap(kind -> list(client, kind, namespace))
                .toList());
    }

    /** Another test may have taken a kind away with its CRD: nothing of it is left. */
    private static Stream<GenericKubernetesResource> list(
            KubernetesClient client, ResourceDefinitionContext kind, String namespace) {
        try {
            return client.genericKubernetesResources(kind).inNamespace(namespace).list().getItems().stream();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404) {
                throw e;
            }
            return Stream.empty();
        }
    }

    /** Removes the objects of those kinds, whatever its finalizers wait for: nobody else is to write there. */
    public static void clear(KubernetesClient client, Kinds kinds, String namespace) {
        for (ResourceDefinitionContext kind : kinds.contexts()) {
            var there = client.genericKubernetesResources(kind).inNamespace(namespace);
            Awaitility.await(kind.getPlural() + " to be gone")
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        var left = there.list().getItems();
                        left.stream()
                                .filter(each ->
                                        !each.getMetadata().getFinalizers().isEmpty())
                                .forEach(each -> client.resource(each).edit(NamespaceState::withoutFinalizers));
                        left.forEach(each -> client.resource(each)
                                .withGracePeriod(0)
                                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                                .delete());
                        return left.isEmpty();
                    });
        }
    }

    private static GenericKubernetesResource withoutFinalizers(GenericKubernetesResource object) {
        object.getMetadata().setFinalizers(List.of());
        return object;
    }

    /** The objects whose owner is not there any more, and that the garbage collector would take. */
    public List<String> orphans() {
        Set<String> there =
                objects.stream().map(each -> each.getMetadata().getUid()).collect(Collectors.toSet());
        return objects.stream()
                .filter(each -> !each.getMetadata().getOwnerReferences().isEmpty())
                .filter(each -> each.getMetadata().getOwnerReferences().stream()
                        .noneMatch(owner -> there.contains(owner.getUid())))
                .map(each -> key(each, new Likeness() {}))
                .toList();
    }

    /** What two runs that did the same may leave differently; uids, versions, generations and times always are. */
    public interface Likeness {

        /** What an object is called; unlike its own name when that differs between two runs. */
        default String name(GenericKubernetesResource object) {
            return object.getMetadata().getName();
        }

        /** An object's text without what differs. */
        default String text(String json) {
            return json;
        }
    }

    /** What differs from what is expected, line by line. */
    public List<String> differences(NamespaceState expected, Likeness alike) {
        Map<String, String> found = comparable(alike);
        Map<String, String> wanted = expected.comparable(alike);
        Set<String> names = new TreeSet<>(found.keySet());
        names.addAll(wanted.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(found.get(name), wanted.get(name)))
                .flatMap(name -> Stream.concat(
                        without(name + " should have", wanted.get(name), found.get(name)),
                        without(name + " should not have", found.get(name), wanted.get(name))))
                .toList();
    }

    private static Stream<String> without(String what, String one, String other) {
        List<String> there = other == null ? List.of() : other.lines().toList();
        return one == null
                ? Stream.of(what + " been there")
                : one.lines().filter(line -> !there.contains(line)).map(line -> what + line);
    }

    private Map<String, String> comparable(Likeness alike) {
        Map<String, String> names = new TreeMap<>();
        for (GenericKubernetesResource each : objects) {
            names.put(each.getMetadata().getUid(), "uid of " + key(each, alike));
            if (!alike.name(each).equals(each.getMetadata().getName())) {
                names.put(each.getMetadata().getName(), alike.name(each));
            }
        }
        return objects.stream()
                .collect(Collectors.toMap(
                        each -> key(each, alike),
                        each -> comparable(each, names, alike),
                        String::concat,
                        TreeMap::new));
    }

    private static String comparable(GenericKubernetesResource object, Map<String, String> names, Likeness alike) {
        JsonNode json = Serialization.unmarshal(Serialization.asJson(object), JsonNode.class);
        ((ObjectNode) json.get("metadata")).remove(List.of("managedFields", "resourceVersion", "generation"));
        String text = json.toPrettyString().replaceAll(TIME, "a time");
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return alike.text(text);
    }

    private static String key(GenericKubernetesResource object, Likeness alike) {
        return object.getKind() + "/" + alike.name(object);
    }
}
