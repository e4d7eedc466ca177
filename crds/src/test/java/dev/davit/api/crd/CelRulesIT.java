package dev.davit.api.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed CRDs, judged by a real kube-apiserver. */
class CelRulesIT {

    private static final String NAMESPACE = "rules";

    @TempDir
    static Path folder;

    private static ApiServer server;
    private static KubernetesClient client;

    @BeforeAll
    static void installCrds() throws Exception {
        String bin = System.getenv(ApiServer.BIN);
        Assumptions.assumeTrue(
                bin != null,
                ApiServer.BIN + " is not set: it names the folder with etcd and kube-apiserver of the built-in node"
                        + " (hack/davit-node build --print); the CRDs were not judged by a real API server");
        server = new ApiServer(Path.of(bin), folder);
        client = server.client();
        List<CustomResourceDefinition> crds = committed();
        assertThat(crds).hasSameSizeAs(Kinds.ALL);
        crds.forEach(crd -> client.resource(crd).serverSideApply());
        crds.forEach(crd -> client.resource(crd).waitUntilCondition(CelRulesIT::isEstablished, 30, TimeUnit.SECONDS));
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    static List<Fixture> good() {
        return Fixture.good();
    }

    static List<Fixture> bad() {
        return Fixture.bad();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWithAReasonAndTheFix(Fixture fixture) {
        KubernetesClientException refusal = catchThrowableOfType(KubernetesClientException.class, () -> offer(fixture));
        assertThat(refusal).as("was accepted: " + fixture).isNotNull();
        assertThat(refusal.getCode()).isEqualTo(422);
        assertThat(refusal.getMessage()).contains(fixture.expected());
    }

    @ParameterizedTest
    @MethodSource("good")
    void acceptsAndKeepsEveryField(Fixture fixture) {
        GenericKubernetesResource wanted =
                Serialization.unmarshal(fixture.documents().getFirst(), GenericKubernetesResource.class);
        GenericKubernetesResource made = resource(wanted).serverSideApply();
        assertThat(made.<Object>get("spec")).isEqualTo(wanted.get("spec"));
        assertThat(made.<Integer>get("status", "observedGeneration")).isEqualTo(-1);

        // The status default is only stored by the first update (in life: by the operator's status).
        GenericKubernetesResource stored = resource(wanted).serverSideApply();
        GenericKubernetesResource again = resource(wanted).serverSideApply();
        assertThat(again.getMetadata().getResourceVersion())
                .isEqualTo(stored.getMetadata().getResourceVersion());
        assertThat(again.getMetadata().getGeneration()).isEqualTo(1L);
    }

    @Test
    void changesNothingWhenTheCrdsAreAppliedAgain() {
        committed().forEach(crd -> {
            String before = client.resource(crd).get().getMetadata().getResourceVersion();
            assertThat(client.resource(crd).serverSideApply().getMetadata().getResourceVersion())
                    .isEqualTo(before);
        });
    }

    @Test
    void fillsInTheDefaultsOfAws() {
        GenericKubernetesResource made = apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata:
                  name: defaults
                spec:
                  code:
                    imageURI: example.org/hello:1
                  ephemeralStorage: {}
                """);
        assertThat(made.<Integer>get("spec", "memorySize")).isEqualTo(128);
        assertThat(made.<Integer>get("spec", "timeout")).isEqualTo(3);
        assertThat(made.<Integer>get("spec", "ephemeralStorage", "size")).isEqualTo(512);
    }

    @ParameterizedTest
    @CsvSource({
        "256, 512, true",
        "256, 2048, true",
        "256, 1536, false",
        "256, 4096, false",
        "512, 1024, true",
        "512, 4096, true",
        "512, 512, false",
        "512, 5120, false",
        "1024, 2048, true",
        "1024, 8192, true",
        "1024, 2560, false",
        "2048, 16384, true",
        "2048, 17408, false",
        "4096, 8192, true",
        "4096, 30720, true",
        "4096, 31744, false",
        "8192, 16384, true",
        "8192, 61440, true",
        "8192, 17408, false",
        "8192, 65536, false",
        "16384, 32768, true",
        "16384, 122880, true",
        "16384, 36864, false",
        "16384, 131072, false",
        ".25 vCPU, 0.5 GB, true",
        "0.25vcpu, 1.5GB, false",
        "16 vCPU, 120 GB, true"
    })
    void takesTheRowsOfTheFargateTableOnly(String cpu, String memory, boolean isRow) {
        GenericKubernetesResource definition =
                Serialization.unmarshal("""
                apiVersion: ecs.davit.dev/v1alpha1
                kind: TaskDefinition
                metadata:
                  name: table
                spec:
                  cpu: "%s"
                  memory: "%s"
                  containerDefinitions:
                  - name: main
                    image: example.org/main:1
                """.formatted(cpu, memory), GenericKubernetesResource.class);
        KubernetesClientException refusal = catchThrowableOfType(
                KubernetesClientException.class,
                () -> resource(definition).dryRun().create());
        if (isRow) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal)
                    .hasMessageContaining("are not a row of the Fargate table. With this cpu, memory must be");
        }
    }

    @Test
    void scalesAPool() {
        apply("""
                apiVersion: davit.dev/v1alpha1
                kind: EnvironmentPool
                metadata:
                  name: scaled
                spec:
                  runtime: python3.11
                """);
        Resource<EnvironmentPool> pool =
                client.resources(EnvironmentPool.class).inNamespace(NAMESPACE).withName("scaled");
        pool.scale(2);
        assertThat(pool.get().getSpec().replicas).isEqualTo(2);
    }

    /** Two writers, the operator and the gateway, own their fields of one pool and never undo each other's. */
    @Test
    void keepsWhatTheOtherWriterOfAPoolOwns() {
        String head = "apiVersion: davit.dev/v1alpha1\nkind: EnvironmentPool\nmetadata: {name: shared}\nspec: ";
        apply(head + "{runtime: python3.11, warm: 1, replicas: 1, claims: [{pod: a, revision: r}], retire: [b]}");
        apply(head + "{runtime: python3.11, warm: 2}", "davit-operator-test");
        EnvironmentPool pool = client.resources(EnvironmentPool.class)
                .inNamespace(NAMESPACE)
                .withName("shared")
                .get();
        assertThat(pool.getSpec().warm).isEqualTo(2);
        assertThat(pool.getSpec().claims).singleElement().satisfies(claim -> assertThat(claim.pod)
                .isEqualTo("a"));
        assertThat(pool.getSpec().retire).containsExactly("b");
    }

    private static void offer(Fixture fixture) {
        List<GenericKubernetesResource> objects = fixture.documents().stream()
                .map(yaml -> Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .toList();
        if (objects.size() == 1) {
            resource(objects.getFirst()).create();
            return;
        }
        objects.forEach(object -> object.getMetadata().setName(fixture.name().replace('/', '-')));
        resource(objects.getFirst()).create();
        resource(objects.getLast()).forceConflicts().serverSideApply();
    }

    private static GenericKubernetesResource apply(String yaml) {
        return resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .serverSideApply();
    }

    private static void apply(String yaml, String manager) {
        resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .fieldManager(manager)
                .forceConflicts()
                .serverSideApply();
    }

    private static Resource<GenericKubernetesResource> resource(GenericKubernetesResource object) {
        boolean isNamespaced = Kinds.ALL.stream()
                .anyMatch(kind ->
                        kind.getSimpleName().equals(object.getKind()) && Namespaced.class.isAssignableFrom(kind));
        return isNamespaced ? client.resource(object).inNamespace(NAMESPACE) : client.resource(object);
    }

    private static List<CustomResourceDefinition> committed() {
        return new GeneratedFiles(GeneratedFiles.root().resolve("crds/generated"), java.util.Map.of())
                .committed(".yaml").values().stream()
                        .map(yaml -> Serialization.unmarshal(yaml, CustomResourceDefinition.class))
                        .toList();
    }

    private static boolean isEstablished(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
