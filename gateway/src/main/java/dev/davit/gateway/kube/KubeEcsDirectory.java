package dev.davit.gateway.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.common.InactiveService;
import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.gateway.http.ecs.EcsDirectory;
import dev.davit.gateway.kernel.Causes;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads tasks and task definitions from the API server when somebody asks, makes Tasks and asks for their end. */
final class KubeEcsDirectory implements EcsDirectory {

    private static final String ECS = "/apis/ecs.davit.dev/v1alpha1/namespaces/";
    private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/";
    private static final String EC2 = "/apis/ec2.davit.dev/v1alpha1/namespaces/";
    private static final String CORE = "/api/v1/namespaces/";
    private static final String APPS = "/apis/apps/v1/namespaces/";
    private static final String REVISIONS = Labels.COMPONENT + "=task-definition-revision";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int INVALID = 422;

    private final ApiServer api;
    private final ObjectLists lists;

    /** A call may name a hundred tasks; of all callers together so many are read at once. */
    private final Turns single = new Turns(16);

    /** Lists may have megabytes. */
    private final Turns large = new Turns(2);

    KubeEcsDirectory(ApiServer api) {
        this.api = api;
        this.lists = new ObjectLists(api);
    }

    @Override
    public CompletionStage<Optional<Task>> task(String namespace, String name) {
        return one(ECS + namespace + "/tasks/", name, Task.class);
    }

    @Override
    public CompletionStage<Page<Task>> tasks(String namespace, int limit, String continuation, String labels) {
        return page(new ObjectLists.Kind<>(ECS + namespace + "/tasks", labels, TaskList.class), limit, continuation);
    }

    @Override
    public CompletionStage<Task> create(Task task) {
        String path = ECS + task.getMetadata().getNamespace() + "/tasks";
        return single.take(() -> api.create(path, task, Task.class))
                .exceptionallyCompose(failure -> ObjectLists.isAbout(failure, CONFLICT)
                        ? api.get(path + "/" + task.getMetadata().getName(), Task.class)
                        : CompletableFuture.failedStage(refused(failure)));
    }

    @Override
    public CompletionStage<Optional<Task>> stop(Task task, String reason) {
        Map<String, ?> patch = Map.of(
                "metadata", Map.of("uid", task.getMetadata().getUid()),
                "spec", Map.of("desiredStatus", "STOPPED", "stoppedReason", reason));
        String path = ECS + task.getMetadata().getNamespace() + "/tasks/"
                + task.getMetadata().getName();
        return merged(single.take(() -> api.merge(path, patch, Task.class)))
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(refused(failure)));
    }

    @Override
    public CompletionStage<Optional<TaskDefinition>> definition(String namespace, String name) {
        return one(ECS + namespace + "/taskdefinitions/", name, TaskDefinition.class);
    }

    @Override
    public CompletionStage<List<TaskDefinition>> definitions(String namespace) {
        return large.take(() ->
                lists.all(new ObjectLists.Kind<>(ECS + namespace + "/taskdefinitions", null, DefinitionList.class)));
    }

    @Override
    public CompletionStage<List<Revision>> revisions(String namespace, String definition) {
        String labels = definition == null ? REVISIONS : REVISIONS + "," + Labels.TASK_DEFINITION + "=" + definition;
        var kind = new ObjectLists.Kind<ControllerRevision>(
                APPS + namespace + "/controllerrevisions", labels, RevisionList.class);
        return large.take(() -> lists.all(kind))
                .thenApply(all -> all.stream().map(KubeEcsDirectory::revision).toList());
    }

    @Override
    public CompletionStage<List<Cluster>> clusters(String namespace) {
        return large.take(
                () -> lists.all(new ObjectLists.Kind<>(ECS + namespace + "/clusters", null, ClusterList.class)));
    }

    @Override
    public CompletionStage<Optional<Service>> service(String namespace, String name) {
        return one(ECS + namespace + "/services/", name, Service.class);
    }

    @Override
    public CompletionStage<Optional<Inactive>> inactive(String namespace, String cluster, String name) {
        return one(EVENTS + namespace + "/events/", InactiveService.event(cluster, name), Event.class)
                .thenApply(event -> event.map(found -> found.getMetadata().getAnnotations())
                        .filter(said -> said.containsKey(InactiveService.OBJECT))
                        .map(said -> new Inactive(
                                said.get(InactiveService.OBJECT), said.get(InactiveService.TASK_DEFINITION))));
    }

    @Override
    public CompletionStage<Page<Service>> services(String namespace, int limit, String continuation) {
        return page(
                new ObjectLists.Kind<>(ECS + namespace + "/services", null, ServiceList.class), limit, continuation);
    }

    @Override
    public CompletionStage<Optional<Service>> change(Service service, Map<String, Object> spec) {
        Map<String, ?> patch =
                Map.of("metadata", Map.of("uid", service.getMetadata().getUid()), "spec", spec);
        String path = ECS + service.getMetadata().getNamespace() + "/services/"
                + service.getMetadata().getName();
        return merged(single.take(() -> api.merge(path, patch, Service.class)))
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(refused(failure)));
    }

    @Override
    public CompletionStage<List<Subnet>> subnets(String namespace) {
        return large.take(
                () -> lists.all(new ObjectLists.Kind<>(EC2 + namespace + "/subnets", null, SubnetList.class)));
    }

    @Override
    public CompletionStage<List<SecurityGroup>> securityGroups(String namespace) {
        return large.take(() ->
                lists.all(new ObjectLists.Kind<>(EC2 + namespace + "/securitygroups", null, SecurityGroupList.class)));
    }

    @Override
    public CompletionStage<Boolean> hasRole(String namespace, String name) {
        String path = CORE + namespace + "/serviceaccounts/";
        return name.matches("[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?")
                ? found(single.take(() -> api.get(path + name, ServiceAccount.class)), NOT_FOUND)
                        .thenApply(Optional::isPresent)
                : CompletableFuture.completedFuture(false);
    }

    private <T extends HasMetadata> CompletionStage<Page<T>> page(
            ObjectLists.Kind<T> kind, int limit, String continuation) {
        return large.take(() -> lists.part(kind, limit, continuation))
                .thenApply(part -> new Page<>(part.items(), part.continuation()))
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(
                        continuation != null && ObjectLists.isUnknownContinuation(failure)
                                ? new UnknownContinuation()
                                : failure));
    }

    /** An object by its name; a name that no object can have is not asked for. */
    private <T extends HasMetadata> CompletionStage<Optional<T>> one(String path, String name, Class<T> type) {
        return name.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
                ? found(single.take(() -> api.get(path + name, type)), NOT_FOUND)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private static <T> CompletionStage<Optional<T>> found(CompletionStage<T> stage, int... absent) {
        return stage.thenApply(Optional::of)
                .exceptionallyCompose(failure -> ObjectLists.isAbout(failure, absent)
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedStage(failure));
    }

    /** A patch that names the uid of an object that has gone meets none, or its successor. */
    private static <T> CompletionStage<Optional<T>> merged(CompletionStage<T> stage) {
        return found(stage, NOT_FOUND, CONFLICT).exceptionallyCompose(failure -> {
            boolean successor = ObjectLists.isAbout(failure, INVALID)
                    && Causes.of(failure) instanceof ApiServer.ApiServerException answer
                    && answer.words() != null
                    && answer.words().contains("metadata.uid");
            return successor
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : CompletableFuture.failedStage(failure);
        });
    }

    /** A refusal of the object itself; what the gateway may not do is no fault of the caller's. */
    private static Throwable refused(Throwable failure) {
        if (!ObjectLists.isAbout(failure, BAD_REQUEST, FORBIDDEN, INVALID)
                || !(Causes.of(failure) instanceof ApiServer.ApiServerException answer)
                || answer.words() == null
                || answer.words().contains(" cannot ")) {
            return failure;
        }
        return new NotAdmitted(answer.words(), answer.words().contains("exceeded quota"));
    }

    private static Revision revision(ControllerRevision revision) {
        List<OwnerReference> owners = revision.getMetadata().getOwnerReferences();
        try {
            return new Revision(
                    revision.getMetadata().getLabels().get(Labels.TASK_DEFINITION),
                    owners.isEmpty() ? null : owners.getFirst().getUid(),
                    revision.getRevision(),
                    revision.getMetadata().getCreationTimestamp(),
                    JSON.treeToValue(JSON.valueToTree(revision.getData()), TaskDefinitionSpec.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "revision " + revision.getMetadata().getName() + " does not hold a task definition", e);
        }
    }

    /** A list of Tasks as the API server sends it. */
    static final class TaskList extends DefaultKubernetesResourceList<Task> {}

    /** A list of Services as the API server sends it. */
    static final class ServiceList extends DefaultKubernetesResourceList<Service> {}

    /** A list of Subnets as the API server sends it. */
    static final class SubnetList extends DefaultKubernetesResourceList<Subnet> {}

    /** A list of SecurityGroups as the API server sends it. */
    static final class SecurityGroupList extends DefaultKubernetesResourceList<SecurityGroup> {}

    /** A list of Clusters as the API server sends it. */
    static final class ClusterList extends DefaultKubernetesResourceList<Cluster> {}

    /** A list of TaskDefinitions as the API server sends it. */
    static final class DefinitionList extends DefaultKubernetesResourceList<TaskDefinition> {}

    /** A list of ControllerRevisions as the API server sends it. */
    static final class RevisionList extends DefaultKubernetesResourceList<ControllerRevision> {}
}
