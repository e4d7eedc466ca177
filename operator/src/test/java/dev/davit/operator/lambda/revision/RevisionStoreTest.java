package dev.davit.operator.lambda.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.Runtime;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the caches leave out is not missed. */
class RevisionStoreTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static final String ZIP = """
            apiVersion: davit.dev/v1alpha1
            kind: FunctionRevision
            metadata: {name: f-1, namespace: there, uid: u1, generation: 1, labels: {a: b}}
            spec:
              functionName: f
              version: "3"
              runtime: python3.11
              handler: app.handler
              code: {inline: {app.py: "pass"}}
              environment: {A: "1"}
              secrets: [{name: TOKEN, secretKeyRef: {name: s, key: k}}]
              memorySize: 256
              ephemeralStorageSize: 1024
              serviceAccountName: sa
              timeout: 3
              network: {vpc: v, subnets: [s], securityGroups: [g]}
              layers: [{arn: one, archive: {url: "https://a", sha256: aa}}, {arn: two, archive: {layerVersion: l, sha256: bb}}]
              environmentPool: pool-1
            status:
              observedGeneration: 1
              conditions: [{type: Ready, status: "True", reason: Ready, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}]
            """;

    private static final String IMAGE = ZIP.replace("runtime: python3.11", "imageURI: example.test/image:1");

    private static final String RUNTIME = """
            apiVersion: davit.dev/v1alpha1
            kind: Runtime
            metadata: {name: python3.11}
            spec: {imageURI: "example.test/python:1", warm: 2}
            """;

    private static final String POOL = """
            apiVersion: davit.dev/v1alpha1
            kind: EnvironmentPool
            metadata: {name: pool-1, namespace: there}
            spec:
              replicas: 2
              retire: [one]
              claims: [{pod: one, revision: f-1}]
              provisioned: [{revision: f-1, requested: 1}]
            """;

    @Test
    void aRevisionOfTheCacheWantsTheSamePool() {
        for (String yaml : new String[] {ZIP, IMAGE}) {
            assertThat(pool(cached(new RevisionStore(), FunctionRevision.class, yaml)))
                    .usingRecursiveComparison()
                    .isEqualTo(pool(YAML.unmarshal(yaml, FunctionRevision.class)));
        }
    }

    @Test
    void aRevisionOfTheCacheHasItsStatusAndNoCode() {
        FunctionRevision lean = cached(new RevisionStore(), FunctionRevision.class, ZIP);

        assertThat(lean.getStatus())
                .usingRecursiveComparison()
                .isEqualTo(YAML.unmarshal(ZIP, FunctionRevision.class).getStatus());
        assertThat(lean.getMetadata().getLabels()).containsEntry("a", "b");
        assertThat(lean.getSpec().code).isNull();
        assertThat(lean.getSpec().environment).isNull();
        assertThat(lean.getSpec().layers).singleElement().satisfies(layer -> assertThat(layer.archive.layerVersion)
                .isEqualTo("l"));
    }

    @Test
    void aPoolOfTheCacheHasWhatTheOperatorWritesAndNotWhatTheGatewayDoes() {
        EnvironmentPool whole = YAML.unmarshal(POOL, EnvironmentPool.class);
        EnvironmentPool wanted = pool(YAML.unmarshal(ZIP, FunctionRevision.class));
        wanted.getSpec().claims = whole.getSpec().claims;
        wanted.getSpec().retire = whole.getSpec().retire;
        wanted.getSpec().provisioned = whole.getSpec().provisioned;

        EnvironmentPool lean = cached(new PoolStore(), EnvironmentPool.class, YAML.asJson(wanted));

        assertThat(lean.getSpec())
                .usingRecursiveComparison()
                .isEqualTo(pool(YAML.unmarshal(ZIP, FunctionRevision.class)).getSpec());
        assertThat(lean.getMetadata().getLabels())
                .isEqualTo(wanted.getMetadata().getLabels());
    }

    private static EnvironmentPool pool(FunctionRevision revision) {
        Runtime runtime = YAML.unmarshal(RUNTIME, Runtime.class);
        return RevisionObjects.pool(new RevisionInputs(revision, Optional.of(runtime), Optional.empty(), Instant.EPOCH))
                .orElseThrow();
    }

    private static <R extends HasMetadata> R cached(TransformingItemStore<R> store, Class<R> type, String text) {
        store.put("key", YAML.unmarshal(text, type));
        return store.get("key");
    }
}
