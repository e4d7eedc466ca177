package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class FunctionRevisionStoreTest {
    private static final String REVISION = """
            apiVersion: davit.dev/v1alpha1
            kind: FunctionRevision
            metadata:
              name: f-1
              namespace: there
              uid: u1
              creationTimestamp: "2026-01-01T00:00:00Z"
              labels: {a: b}
              ownerReferences: [{apiVersion: lambda.davit.dev/v1alpha1, kind: Function, name: f, uid: u0}]
            spec:
              functionName: f
              handler: app.handler
              code: {archive: {url: "https://example.test/a.zip", sha256: "00", size: 5, unzippedSize: 9, zipFile: AAAA}}
              codeSHA256: abc
              codeSize: 5
              environment: {A: "1"}
              timeout: 7
            status:
              conditions:
              - {type: Ready, status: "True", reason: Ready, message: m, lastTransitionTime: "2026-01-01T00:00:00Z"}
              - {type: PoolReady, status: "True", reason: Ready, message: m, lastTransitionTime: "2026-01-01T00:00:00Z"}
              - {type: Stalled, status: "False", reason: Ready, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
            """;

    @Test
    void keepsWhatAFunctionTellsOfItsRevisions() {
        FunctionRevision lean = cached();

        assertThat(lean.getSpec().timeout).isEqualTo(7);
        assertThat(lean.getSpec().codeSHA256).isEqualTo("abc");
        assertThat(lean.getSpec().codeSize).isEqualTo(5);
        assertThat(lean.getSpec().code.archive.sha256).isEqualTo("00");
        assertThat(lean.getMetadata().getCreationTimestamp()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(lean.getMetadata().getOwnerReferences().getFirst().getUid()).isEqualTo("u0");
        assertThat(lean.getStatus().conditions).extracting(Condition::getType).containsExactly("Ready", "Stalled");
        assertThat(FunctionReport.isReady(lean)).isTrue();
    }

    @Test
    void dropsCodeAndVariables() {
        FunctionRevision lean = cached();

        assertThat(lean.getSpec().code.archive.zipFile).isNull();
        assertThat(lean.getSpec().environment).isNull();
        assertThat(lean.getMetadata().getLabels()).isEmpty();
    }

    private static FunctionRevision cached() {
        var store = new FunctionRevisionStore();
        store.put("key", new KubernetesSerialization().unmarshal(REVISION, FunctionRevision.class));
        return store.get("key");
    }
}
