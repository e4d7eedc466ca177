package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.NetworkClass;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.Installation;
import dev.davit.operator.ec2.Networks;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class PoolReconcilerIT {
    private static ApiServer server;
    private static KubernetesClient client;
    private static RunningOperator.Config config;
    private static RunningOperator operator;

    private String namespace;

    @BeforeAll
    static void start(ApiServer given) {
        server = given;
        client = given.client();
        config = new RunningOperator.Config(given.newNamespace("davit-system"));
        Installation.gatewayService(client, config);
        operator = start();
    }

    private static RunningOperator start() {
        return RunningOperator.start(client, c -> PoolStage.reconcilers(c, config, Clock.systemUTC()));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("pool");
    }

    private EnvironmentPool generic(int warm) {
        EnvironmentPool pool = new EnvironmentPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withName("python311-128-x")
                .withNamespace(namespace)
                .build());
        pool.getSpec().runtime = "python3.11";
        pool.getSpec().imageURI = "registry.example/python:1";
        pool.getSpec().memorySize = 128;
        pool.getSpec().ephemeralStorageSize = 512;
        pool.getSpec().warm = warm;
        pool.getSpec().initial = 0;
        pool.getSpec().initTimeoutSeconds = 10;
        return pool;
    }

    private List<Pod> pods(int count) {
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(this::pods, found -> found.size() == count);
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    private EnvironmentPool until(Predicate<EnvironmentPool> there) {
        return await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(EnvironmentPool.class)
                                .inNamespace(namespace)
                                .withName("python311-128-x")
                                .get(),
                        there);
    }

    private static Predicate<EnvironmentPool> ready(String status, String reason) {
        return pool -> pool.getStatus() != null
                && Conditions.find(pool.getStatus().conditions, "Ready")
                        .filter(c -> status.equals(c.getStatus()) && reason.equals(c.getReason()))
                        .isPresent();
    }

    /** What the kubelet would report. */
    private static void report(Pod pod, String phase, String state) {
        String patch = "{\"status\":{\"phase\":\"" + phase + "\",\"containerStatuses\":[{\"name\":\"function\","
                + "\"image\":\"x\",\"imageID\":\"x\",\"ready\":true,\"restartCount\":0,\"state\":" + state + "}]}}";
        client.resource(pod).subresource("status").patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch);
    }

    private static void runs(Pod pod) {
        report(pod, "Running", "{\"running\":{\"startedAt\":\"" + now() + "\"}}");
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What the gateway would write: its own fields of the spec, whatever else happens to the pool. */
    private void gateway(String fields) {
        client.resource(until(pool -> true)).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":" + fields + "}");
    }

    @Test
    void labelsAClaimedEnvironmentWithWhatItWasMadeFor() {
        client.resource(generic(1)).create();
        Pod pod = pods(1).getFirst();
        runs(pod);
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(new ObjectMetaBuilder()
                .withName("hello-r1")
                .withNamespace(namespace)
                .build());
        revision.getSpec().functionName = "hello";
        revision.getSpec().memorySize = 128;
        revision.getSpec().timeout = 3;
        client.resource(revision).create();
        String name = pod.getMetadata().getName();
        gateway("{\"replicas\":1,\"claims\":[{\"pod\":\"" + name
                + "\",\"revision\":\"hello-r1\",\"provisioned\":true}]}");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(client.pods()
                        .inNamespace(namespace)
                        .withName(name)
                        .get()
                        .getMetadata()
                        .getLabels())
                .containsEntry(Labels.REVISION, "hello-r1")
                .containsEntry(Labels.INITIALIZATION_TYPE, Labels.PROVISIONED));
    }

    @Test
    void startsWarmEnvironmentsAndIsReadyWhenOneRuns() {
        client.resource(generic(2)).create();
        List<Pod> pods = pods(2);
        until(ready("Unknown", "Scaling"));
        runs(pods.getFirst());
        until(ready("True", "Ready"));
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.getMetadata().getName()).matches("python311-128-x-[a-z2-7]{5}");
            assertThat(pod.getMetadata().getOwnerReferences())
                    .hasSize(1)
                    .first()
                    .satisfies(owner -> assertThat(owner.getController()).isTrue());
        });
    }

    @Test
    void refillsAfterAClaimAndLabelsTheClaimed() {
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(new ObjectMetaBuilder()
                .withName("hello-r1")
                .withNamespace(namespace)
                .build());
        revision.getSpec().functionName = "hello";
        revision.getSpec().runtime = "python3.11";
        revision.getSpec().handler = "app.handler";
        revision.getSpec().memorySize = 128;
        revision.getSpec().timeout = 3;
        revision.getSpec().ephemeralStorageSize = 512;
        revision.getSpec().codeSHA256 = "x";
        revision.getSpec().codeSize = 1L;
        revision.getSpec().environmentPool = "python311-128-x";
        revision.getSpec().code = new dev.davit.api.davit.v1alpha1.RevisionCode();
        revision.getSpec().code.inline = java.util.Map.of("app.py", "x");
        client.resource(revision).create();
        client.resource(generic(1)).create();
        Pod first = pods(1).getFirst();
        runs(first);
        gateway("{\"claims\":[{\"pod\":\"" + first.getMetadata().getName() + "\",\"revision\":\"hello-r1\"}]}");
        pods(2);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        client.resource(first).get().getMetadata().getLabels())
                .containsEntry(Labels.FUNCTION, "hello")
                .containsEntry(Labels.REVISION, "hello-r1"));

        gateway("{\"retire\":[\"" + first.getMetadata().getName() + "\"]}");
        await().until(() -> client.resource(first).get() == null);
        assertThat(pods()).hasSize(1);
    }

    @Test
    void replacesAnEnvironmentThatCrashedLaterAndTellsWhy() {
        client.resource(generic(1)).create();
        Pod first = pods(1).getFirst();
        report(
                first,
                "Failed",
                "{\"terminated\":{\"exitCode\":1,\"reason\":\"Error\",\"message\":\"Traceback\\nno module x\\n\","
                        + "\"startedAt\":\"" + now() + "\",\"finishedAt\":\"" + now() + "\"}}");
        EnvironmentPool failed = until(ready("False", "EnvironmentCrashed"));
        assertThat(Conditions.find(failed.getStatus().conditions, "Ready")
                        .orElseThrow()
                        .getMessage())
                .endsWith("soon after its start: no module x");
        assertThat(failed.getStatus().failures.count).isEqualTo(1);
        Pod second = await().until(
                        () -> pods().stream()
                                .filter(p -> !p.getMetadata()
                                        .getName()
                                        .equals(first.getMetadata().getName()))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        runs(second);
        until(ready("True", "Ready"));
        await().until(() -> client.resource(first).get() == null);
    }

    @Test
    void replacesItsEnvironmentsWhenTheGatewayGetsAnotherAddress() {
        client.resource(generic(1)).create();
        Pod first = pods(1).getFirst();
        runs(first);
        until(ready("True", "Ready"));
        client.services()
                .inNamespace(config.namespace())
                .withName(config.gatewayService())
                .delete();
        Installation.gatewayService(client, config);
        await().until(() -> client.resource(first).get() == null);
        assertThat(pods(1).getFirst().getSpec().getHostAliases().getFirst().getIp())
                .isNotEqualTo(first.getSpec().getHostAliases().getFirst().getIp());
    }

    @Test
    void whatIsTooManyGoesWhenTheGatewayHasSaidThatNobodyWasGivenIt() {
        client.resource(generic(2)).create();
        List<Pod> two = pods(2);
        two.forEach(PoolReconcilerIT::runs);
        client.resource(until(pool -> true)).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"warm\":1}}");
        String asked = until(pool -> pool.getStatus() != null && pool.getStatus().dispensable != null)
                .getStatus()
                .dispensable
                .getFirst();
        String other = two.stream()
                .map(pod -> pod.getMetadata().getName())
                .filter(name -> !name.equals(asked))
                .findFirst()
                .orElseThrow();

        gateway("{\"replicas\":1,\"claims\":[{\"pod\":\"" + asked + "\",\"revision\":\"hello-r1\"}]}");
        until(pool -> pool.getStatus().dispensable == null);
        assertThat(pods(2)).extracting(pod -> pod.getMetadata().getName()).containsExactlyInAnyOrder(asked, other);

        client.resource(until(pool -> true)).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"warm\":0}}");
        until(pool -> List.of(other).equals(pool.getStatus().dispensable));
        gateway("{\"retire\":[\"" + other + "\"]}");
        assertThat(pods(1)).extracting(pod -> pod.getMetadata().getName()).containsExactly(asked);
        until(pool -> pool.getStatus().dispensable == null);
    }

    @Test
    void tellsOfAQuotaAndStartsLaterWithoutAHotLoop() {
        client.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("none")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addToHard("pods", new Quantity("0"))
                        .endSpec()
                        .build())
                .create();
        // Without a controller manager nobody fills in the quota's status, which admission waits for.
        client.resourceQuotas()
                .inNamespace(namespace)
                .withName("none")
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"hard\":{\"pods\":\"0\"},\"used\":{\"pods\":\"0\"}}}");
        client.resource(generic(1)).create();
        EnvironmentPool refused = until(ready("False", "QuotaExceeded"));
        assertThat(refused.getStatus().failures.message).contains("exceeded quota: none");
        client.resourceQuotas().inNamespace(namespace).delete();
        pods(1);
        assertThat(until(pool -> true).getStatus().failures.count).isLessThan(5);
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        client.resource(generic(2)).create();
        pods(2).forEach(PoolReconcilerIT::runs);
        until(pool -> ready("True", "Ready").test(pool) && Integer.valueOf(2).equals(pool.getStatus().ready));
        operator.settle();
        List<String> before = versions();
        operator.close();
        operator = start();
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
        assertThat(versions()).isEqualTo(before);
    }

    private List<String> versions() {
        List<HasMetadata> all = new ArrayList<>(pods());
        all.add(until(pool -> true));
        return all.stream().map(RunningOperator::version).sorted().toList();
    }

    /** The wall stands before the first pod: the write of the pod comes after those of the policies. */
    @Test
    void putsTheWallUpBeforeThePods() {
        client.resource(generic(1)).create();
        Pod pod = pods(1).getFirst();
        var wall = client.network()
                .v1()
                .networkPolicies()
                .inNamespace(namespace)
                .list()
                .getItems();
        assertThat(wall)
                .extracting(policy -> policy.getMetadata().getName())
                .containsExactly("davit-internet", "davit-runtime", "davit-wall");
        assertThat(wall).allSatisfy(policy -> assertThat(revision(policy)).isLessThan(revision(pod)));
        assertThat(pod.getMetadata().getLabels()).doesNotContainKey(Labels.VPC);
        client.resource(wall.getLast()).delete();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> client.resource(wall.getLast()).get() != null);
    }

    private static long revision(HasMetadata object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    @Test
    void startsNothingUntilItsNetworkIsThereAndSpreadsPodsOverItsSubnets() {
        EnvironmentPool pool = generic(4);
        pool.getSpec().network = new NetworkClass();
        pool.getSpec().network.vpc = "main";
        pool.getSpec().network.subnets = List.of("a", "b");
        pool.getSpec().network.securityGroups = List.of("web");
        client.resource(pool).create();
        until(ready("Unknown", "NetworkNotReady"));
        Networks.subnets(client, namespace);
        EnvironmentPool waiting = until(ready("Unknown", "NetworkNotReady"));
        assertThat(Conditions.find(waiting.getStatus().conditions, "Ready")
                        .orElseThrow()
                        .getMessage())
                .contains("Waiting for the");
        assertThat(pods()).isEmpty();
        Networks.group(client, namespace, "web");
        List<Pod> pods = pods(4);
        assertThat(pods).allSatisfy(pod -> assertThat(pod.getMetadata().getLabels())
                .containsEntry(Labels.VPC, "main")
                .containsEntry("securitygroup.ec2.davit.dev/web", "member"));
        assertThat(pods)
                .extracting(pod -> pod.getMetadata().getLabels().get(Labels.SUBNET))
                .containsExactlyInAnyOrder("a", "a", "b", "b");
        assertThat(pods).allSatisfy(pod -> {
            boolean inA = "a".equals(pod.getMetadata().getLabels().get(Labels.SUBNET));
            assertThat(pod.getSpec().getNodeSelector())
                    .isEqualTo(inA ? Map.of("topology.kubernetes.io/zone", "zone-a") : Map.of("rack", "r1"));
            assertThat(pod.getMetadata().getAnnotations().get("cni.projectcalico.org/ipv4pools"))
                    .isEqualTo(inA ? null : "[\"p\"]");
        });
    }
}
