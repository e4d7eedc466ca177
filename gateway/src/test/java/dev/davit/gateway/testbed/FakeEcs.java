package dev.davit.gateway.testbed;

import dev.davit.api.common.Ec2Id;
import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionStatus;
import dev.davit.gateway.http.ecs.EcsDirectory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A cluster's tasks and task definitions that are only here. */
public final class FakeEcs implements EcsDirectory {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    public static final String CREATED = "2026-11-27T01:02:03Z";

    public final Map<String, Task> tasks = new TreeMap<>();
    private final Map<String, TaskDefinition> definitions = new TreeMap<>();
    public final Map<String, Service> services = new TreeMap<>();
    /** What deleted services left behind, by namespace, cluster and name. */
    public final Map<String, Inactive> inactive = new TreeMap<>();

    private final Map<String, Subnet> subnets = new TreeMap<>();
    private final Map<String, SecurityGroup> groups = new TreeMap<>();

    /** The ServiceAccounts that there are, by namespace and name. */
    public final Set<String> roles = ConcurrentHashMap.newKeySet();

    private final Map<String, Cluster> clusters = new TreeMap<>();
    private final List<Revision> revisions = new ArrayList<>();

    /** How often Tasks were listed. */
    public final AtomicInteger listsOfTasks = new AtomicInteger();

    /** How many Tasks a namespace may have; the next one is refused as a quota does. */
    public volatile int quota = Integer.MAX_VALUE;

    /** What an admission policy says of every Task; null when it lets them in. */
    public volatile String policy;

    /** What every answer waits for; fails them when it does. */
    public volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    public synchronized Task addTask(String namespace, String yaml) {
        Task task = object(namespace, yaml, Task.class);
        tasks.put(key(task), task);
        return task;
    }

    /** A definition with so many revisions of the same content. */
    public synchronized void addDefinition(String namespace, String yaml, long newest) {
        TaskDefinition definition = object(namespace, yaml, TaskDefinition.class);
        if (newest > 0) {
            definition.setStatus(new TaskDefinitionStatus());
            definition.getStatus().revision = newest;
        }
        definitions.put(key(definition), definition);
        TaskDefinitionSpec spec = YAML.clone(definition.getSpec());
        String name = definition.getMetadata().getName();
        spec.family = spec.family == null ? name : spec.family;
        for (long number = 1; number <= newest; number++) {
            revisions.add(new Revision(name, definition.getMetadata().getUid(), number, CREATED, spec));
        }
    }

    private static <T extends HasMetadata> T object(String namespace, String yaml, Class<T> type) {
        T object = YAML.unmarshal(yaml, type);
        object.getMetadata().setNamespace(namespace);
        object.getMetadata().setUid(namespace + "/" + object.getMetadata().getName());
        object.getMetadata().setCreationTimestamp(CREATED);
        return object;
    }

    private static String key(HasMetadata object) {
        return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
    }

    @Override
    public CompletionStage<Optional<Task>> task(String namespace, String name) {
        return answer(() -> Optional.ofNullable(tasks.get(namespace + "/" + name)));
    }

    @Override
    public CompletionStage<Page<Task>> tasks(String namespace, int limit, String continuation, String labels) {
        listsOfTasks.incrementAndGet();
        return answer(() -> {
            List<Task> all = of(tasks, namespace).stream()
                    .filter(task -> labels == null || labels.equals(label(task)))
                    .toList();
            return cut(all, limit, continuation);
        });
    }

    private static String label(Task task) {
        Map<String, String> all = task.getMetadata().getLabels();
        return all == null ? null : Labels.SERVICE + "=" + all.get(Labels.SERVICE);
    }

    private static int position(String continuation) {
        if (!continuation.startsWith("from-")) {
            throw new UnknownContinuation();
        }
        return Integer.parseInt(continuation.substring("from-".length()));
    }

    @Override
    public CompletionStage<Task> create(Task task) {
        return answer(() -> {
            Task there = tasks.get(key(task));
            if (there != null) {
                return there;
            }
            if (policy != null) {
                throw new NotAdmitted(policy, false);
            }
            if (of(tasks, task.getMetadata().getNamespace()).size() >= quota) {
                throw new NotAdmitted("exceeded quota: tasks", true);
            }
            Task made = YAML.clone(task);
            made.getMetadata().setUid(key(task));
            made.getMetadata().setCreationTimestamp(Instant.now().toString());
            tasks.put(key(made), made);
            return made;
        });
    }

    @Override
    public CompletionStage<Optional<Task>> stop(Task task, String reason) {
        return answer(() -> {
            Task there = tasks.get(key(task));
            if (there != null) {
                there.getSpec().desiredStatus = "STOPPED";
                there.getSpec().stoppedReason = reason;
            }
            return Optional.ofNullable(there);
        });
    }

    @Override
    public CompletionStage<Optional<TaskDefinition>> definition(String namespace, String name) {
        return answer(() -> Optional.ofNullable(definitions.get(namespace + "/" + name)));
    }

    @Override
    public CompletionStage<List<TaskDefinition>> definitions(String namespace) {
        return answer(() -> of(definitions, namespace));
    }

    @Override
    public CompletionStage<List<Revision>> revisions(String namespace, String definition) {
        return answer(() -> revisions.stream()
                .filter(revision -> revision.ownerUid().startsWith(namespace + "/"))
                .filter(revision -> definition == null || definition.equals(revision.definition()))
                .toList());
    }

    public synchronized Service addService(String namespace, String yaml) {
        Service service = object(namespace, yaml, Service.class);
        service.getMetadata().setGeneration(1L);
        services.put(key(service), service);
        return service;
    }

    /** A Cluster that the operator has looked at. */
    public synchronized Cluster addCluster(String namespace, String yaml) {
        Cluster cluster = object(namespace, yaml, Cluster.class);
        clusters.put(key(cluster), cluster);
        return cluster;
    }

    /** A Subnet, and its id. */
    public synchronized String addSubnet(String namespace, String yaml) {
        Subnet subnet = object(namespace, yaml, Subnet.class);
        subnets.put(key(subnet), subnet);
        return Ec2Id.of(Ec2Id.SUBNET, namespace, subnet.getMetadata().getName());
    }

    /** A SecurityGroup, and its id. */
    public synchronized String addSecurityGroup(String namespace, String yaml) {
        SecurityGroup group = object(namespace, yaml, SecurityGroup.class);
        groups.put(key(group), group);
        return Ec2Id.of(Ec2Id.SECURITY_GROUP, namespace, group.getMetadata().getName());
    }

    @Override
    public CompletionStage<List<Subnet>> subnets(String namespace) {
        return answer(() -> of(subnets, namespace));
    }

    @Override
    public CompletionStage<List<SecurityGroup>> securityGroups(String namespace) {
        return answer(() -> of(groups, namespace));
    }

    @Override
    public CompletionStage<Boolean> hasRole(String namespace, String name) {
        return answer(() -> roles.contains(namespace + "/" + name));
    }

    @Override
    public CompletionStage<List<Cluster>> clusters(String namespace) {
        return answer(() -> of(clusters, namespace));
    }

    @Override
    public CompletionStage<Optional<Service>> service(String namespace, String name) {
        return answer(() -> Optional.ofNullable(services.get(namespace + "/" + name)));
    }

    @Override
    public CompletionStage<Optional<Inactive>> inactive(String namespace, String cluster, String name) {
        return answer(() -> Optional.ofNullable(inactive.get(namespace + "/" + cluster + "/" + name)));
    }

    @Override
    public CompletionStage<Page<Service>> services(String namespace, int limit, String continuation) {
        return answer(() -> cut(of(services, namespace), limit, continuation));
    }

    @Override
    public CompletionStage<Optional<Service>> change(Service service, Map<String, Object> spec) {
        return answer(() -> {
            Service there = services.get(key(service));
            if (there != null) {
                there.getMetadata().setGeneration(there.getMetadata().getGeneration() + 1);
                Map<String, Object> changed = new TreeMap<>();
                Map<?, ?> before = YAML.convertValue(there.getSpec(), Map.class);
                before.forEach((name, value) -> changed.put((String) name, value));
                changed.putAll(spec);
                there.setSpec(YAML.convertValue(changed, ServiceSpec.class));
            }
            return Optional.ofNullable(there);
        });
    }

    private static <T> Page<T> cut(List<T> all, int limit, String continuation) {
        int from = continuation == null ? 0 : position(continuation);
        int to = Math.min(all.size(), from + limit);
        return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? "from-" + to : null);
    }

    private static <T> List<T> of(Map<String, T> objects, String namespace) {
        return objects.entrySet().stream()
                .filter(each -> each.getKey().startsWith(namespace + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private <T> CompletionStage<T> answer(Supplier<T> found) {
        return gate.thenApplyAsync(
                open -> {
                    synchronized (this) {
                        return found.get();
                    }
                },
                work -> Thread.ofVirtual().start(work));
    }
}
