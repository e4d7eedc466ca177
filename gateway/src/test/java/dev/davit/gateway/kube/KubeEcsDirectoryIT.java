package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.common.InactiveService;
import dev.davit.api.common.Labels;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.gateway.http.ecs.EcsDirectory;
import dev.davit.gateway.http.ecs.EcsDirectory.NotAdmitted;
import dev.davit.gateway.http.ecs.EcsDirectory.Page;
import dev.davit.gateway.http.ecs.EcsDirectory.UnknownContinuation;
import dev.davit.gateway.kernel.Clock;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ECS API reads and writes, at a real API server, with the rights the chart gives (ADR 26, invariant 3). */
@WithApiServer
class KubeEcsDirectoryIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private KubernetesClient admin;
    private String ns;
    private Cable cable;
    private Kube kube;
    private EcsDirectory directory;

    @BeforeEach
    void connect(ApiServer server) throws IOException {
        admin = server.client();
        String own = server.newNamespace("system");
        ns = server.newNamespace("team");
        Config config = GatewayAccount.config(server, own);
        cable = new Cable(config.getMasterUrl());
        kube = Kube.connect(
                new ConfigBuilder(config).withMasterUrl(cable.url()).build(),
                new Kube.Settings("us-east-1", own, "davit-runtime-key"),
                new SimpleMeterRegistry(),
                Clock.system());
        directory = kube.ecs();
    }

    @AfterEach
    void disconnect() throws IOException {
        kube.close();
        cable.close();
    }

    private Task task(String name, String definition) {
        Task task = new Task();
        task.getMetadata().setNamespace(ns);
        task.getMetadata().setName(name);
        task.getSpec().taskDefinition = definition;
        return task;
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void makesATaskOnceAndAsksForItsEnd() {
        Task made = now(directory.create(task("a1", "report:1")));
        assertThat(made.getMetadata().getUid()).isNotEmpty();
        Task again = now(directory.create(task("a1", "report:2")));
        assertThat(again.getMetadata().getUid()).isEqualTo(made.getMetadata().getUid());
        assertThat(again.getSpec().taskDefinition).isEqualTo("report:1");

        Task stopped = now(directory.stop(made, "enough")).orElseThrow();
        assertThat(stopped.getSpec().desiredStatus).isEqualTo("STOPPED");
        assertThat(now(directory.task(ns, "a1")).orElseThrow().getSpec().desiredStatus)
                .isEqualTo("STOPPED");
    }

    /** A successor of the same name is not stopped. */
    @Test
    void whatHasGoneIsNotThere() {
        Task made = now(directory.create(task("a1", "report:1")));
        admin.resource(made).delete();
        assertThat(now(directory.stop(made, "enough"))).isEmpty();
        now(directory.create(task("a1", "report:1")));
        assertThat(now(directory.stop(made, "enough"))).isEmpty();
        assertThat(now(directory.task(ns, "other"))).isEmpty();
        assertThat(now(directory.task(ns, "../pods"))).isEmpty();
    }

    @Test
    void findsTheClustersOfANamespace() {
        assertThat(now(directory.clusters(ns))).isEmpty();
        Cluster night = new Cluster();
        night.getMetadata().setNamespace(ns);
        night.getMetadata().setName("night");
        night.getSpec().name = "Night";
        admin.resource(night).create();
        assertThat(now(directory.clusters(ns)))
                .extracting(cluster -> cluster.getSpec().name)
                .containsExactly("Night");
    }

    @Test
    void findsTheNetworkAndTheRolesOfANamespace() {
        assertThat(now(directory.subnets(ns))).isEmpty();
        assertThat(now(directory.securityGroups(ns))).isEmpty();
        assertThat(now(directory.hasRole(ns, "reporter"))).isFalse();
        Subnet subnet = new Subnet();
        subnet.getMetadata().setNamespace(ns);
        subnet.getMetadata().setName("a");
        subnet.getSpec().cidrBlock = "10.0.0.0/24";
        subnet.getSpec().vpcID = "vpc-1";
        admin.resource(subnet).create();
        SecurityGroup group = new SecurityGroup();
        group.getMetadata().setNamespace(ns);
        group.getMetadata().setName("web");
        group.getSpec().name = "web";
        group.getSpec().description = "web";
        group.getSpec().vpcID = "vpc-1";
        admin.resource(group).create();
        GatewayAccount.serviceAccount(admin, ns, "reporter");
        assertThat(now(directory.subnets(ns)))
                .extracting(each -> each.getMetadata().getName())
                .containsExactly("a");
        assertThat(now(directory.securityGroups(ns)))
                .extracting(each -> each.getMetadata().getName())
                .containsExactly("web");
        assertThat(now(directory.hasRole(ns, "reporter"))).isTrue();
        GatewayAccount.serviceAccount(admin, ns, "with.a.dot");
        assertThat(now(directory.hasRole(ns, "with.a.dot"))).isTrue();
        assertThat(now(directory.hasRole(ns, "no.name/of-an-object"))).isFalse();
    }

    @Test
    void findsWhatADeletedServiceLeftBehind() {
        assertThat(now(directory.inactive(ns, "default", "Shop_Front"))).isEmpty();
        admin.resource(new EventBuilder()
                        .withNewMetadata()
                        .withNamespace(ns)
                        .withName(InactiveService.event("default", "Shop_Front"))
                        .addToAnnotations(InactiveService.OBJECT, "front")
                        .endMetadata()
                        .withEventTime(new MicroTime("2026-11-27T01:02:03.000000Z"))
                        .withReportingController("davit.dev/operator")
                        .withReportingInstance("test")
                        .withAction("Reconcile")
                        .withType("Normal")
                        .withReason(InactiveService.REASON)
                        .withNewRegarding()
                        .withNamespace(ns)
                        .withName("front")
                        .endRegarding()
                        .build())
                .create();
        assertThat(now(directory.inactive(ns, "default", "Shop_Front")))
                .contains(new EcsDirectory.Inactive("front", null));
        assertThat(now(directory.inactive(ns, "night", "Shop_Front"))).isEmpty();
    }

    @Test
    void tellsWhyATaskIsNotAdmitted() {
        assertThatThrownBy(() -> now(directory.create(task("a1", "a b"))))
                .hasRootCauseInstanceOf(NotAdmitted.class)
                .hasMessageContaining("taskDefinition must be a family");
    }

    @Test
    void pagesThroughTasksAndKnowsWhatIsNoContinuation() {
        for (int i = 10; i < 35; i++) {
            now(directory.create(task("t" + i, "report")));
        }
        List<String> seen = new ArrayList<>();
        String continuation = null;
        do {
            Page<Task> page = now(directory.tasks(ns, 10, continuation, null));
            page.items().forEach(each -> seen.add(each.getMetadata().getName()));
            continuation = page.continuation();
        } while (continuation != null);
        assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
        assertThatThrownBy(() -> now(directory.tasks(ns, 10, "bm9ib2R5cw", null)))
                .hasRootCauseInstanceOf(UnknownContinuation.class);
    }

    @Test
    void readsRevisionsOfOneDefinitionOrOfAll() {
        definition("report", 2);
        definition("other", 1);
        assertThat(now(directory.definition(ns, "report"))).isPresent();
        assertThat(now(directory.definitions(ns)))
                .extracting(each -> each.getMetadata().getName())
                .containsExactly("other", "report");
        assertThat(now(directory.revisions(ns, "report"))).hasSize(2).allSatisfy(revision -> {
            assertThat(revision.definition()).isEqualTo("report");
            assertThat(revision.spec().family).isEqualTo("report");
            assertThat(revision.spec().containerDefinitions.getFirst().image).isEqualTo("i:" + revision.number());
            assertThat(revision.ownerUid())
                    .isEqualTo(now(directory.definition(ns, "report"))
                            .orElseThrow()
                            .getMetadata()
                            .getUid());
        });
        assertThat(now(directory.revisions(ns, null))).hasSize(3);
    }

    private void definition(String name, int revisions) {
        TaskDefinition definition =
                admin.getKubernetesSerialization().unmarshal("""
                apiVersion: ecs.davit.dev/v1alpha1
                kind: TaskDefinition
                metadata: {name: %s, namespace: %s}
                spec: {cpu: "256", memory: "512", containerDefinitions: [{name: main, image: i}]}
                """.formatted(name, ns), TaskDefinition.class);
        TaskDefinition created = admin.resource(definition).create();
        for (int number = 1; number <= revisions; number++) {
            admin.resource(new ControllerRevisionBuilder()
                            .withNewMetadata()
                            .withName(name + "-" + number)
                            .withNamespace(ns)
                            .addToLabels(Labels.COMPONENT, "task-definition-revision")
                            .addToLabels(Labels.TASK_DEFINITION, name)
                            .addToOwnerReferences(new OwnerReferenceBuilder()
                                    .withApiVersion("ecs.davit.dev/v1alpha1")
                                    .withKind("TaskDefinition")
                                    .withName(name)
                                    .withUid(created.getMetadata().getUid())
                                    .build())
                            .endMetadata()
                            .withRevision((long) number)
                            .withData(Map.of(
                                    "family",
                                    name,
                                    "containerDefinitions",
                                    List.of(Map.of("name", "main", "image", "i:" + number))))
                            .build())
                    .create();
        }
    }

    @Test
    void failsWhileTheApiServerIsAway() {
        cable.cut();
        assertThat(directory.task(ns, "a").toCompletableFuture()).failsWithin(SOON);
        assertThat(directory.tasks(ns, 10, null, null).toCompletableFuture()).failsWithin(SOON);
        assertThat(directory.create(task("a1", "report")).toCompletableFuture()).failsWithin(SOON);
        cable.mend();
        assertThat(now(directory.task(ns, "a1"))).isEmpty();
    }
}
