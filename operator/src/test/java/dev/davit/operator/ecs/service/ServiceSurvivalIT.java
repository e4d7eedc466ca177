package dev.davit.operator.ecs.service;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;

import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.operator.SurvivalIT;
import dev.davit.testkit.api.NamespaceState;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Three tasks, a new revision for them, two tasks. */
class ServiceSurvivalIT extends SurvivalIT {

    @Override
    protected List<Reconciler<?>> reconcilers(KubernetesClient operators) {
        return OnServices.reconcilers(operators);
    }

    @Override
    protected List<String> watched() {
        return List.of("services", "tasks", "taskdefinitions");
    }

    /** The ids of deployments come from the service's uid. */
    @Override
    protected NamespaceState.Likeness alike() {
        return new NamespaceState.Likeness() {
            @Override
            public String text(String json) {
                return json.replaceAll("ecs-svc/\\d+", "ecs-svc/id");
            }
        };
    }

    @Override
    protected List<BooleanSupplier> steps() {
        return List.of(
                this::create,
                () -> isCompleted(1, 3) && takeImage("example.org/main:2"),
                () -> isCompleted(2, 3) && wantTwo(),
                () -> isCompleted(2, 2));
    }

    private boolean create() {
        TaskDefinition definition = new TaskDefinition();
        definition.setMetadata(named());
        definition.setSpec(spec(container("main", OnServices::checked)));
        client.resource(definition).create();
        Service service = new Service();
        service.setMetadata(named());
        service.getSpec().taskDefinitionRef = OnServices.reference("web");
        service.getSpec().desiredCount = 3;
        client.resource(service).create();
        return true;
    }

    private ObjectMeta named() {
        return new ObjectMetaBuilder().withName("web").withNamespace(namespace).build();
    }

    /** Lets tasks take their steps, and says whether the service is where it is to be. */
    private boolean isCompleted(long deployment, int running) {
        new TaskRunner(client, namespace).step(OnServices.NONE);
        var status = service().getStatus();
        return status != null
                && OnServices.completed(status, deployment)
                && Integer.valueOf(running).equals(status.runningCount)
                && service().getMetadata().getGeneration().equals(status.observedGeneration);
    }

    private Service service() {
        return client.resources(Service.class)
                .inNamespace(namespace)
                .withName("web")
                .get();
    }

    private boolean takeImage(String image) {
        client.resources(TaskDefinition.class)
                .inNamespace(namespace)
                .withName("web")
                .edit(definition -> {
                    definition.getSpec().containerDefinitions.getFirst().image = image;
                    return definition;
                });
        return true;
    }

    private boolean wantTwo() {
        client.resource(service()).edit(service -> {
            service.getSpec().desiredCount = 2;
            return service;
        });
        return true;
    }
}
