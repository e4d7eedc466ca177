package dev.davit.operator.fargate;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.definition;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class RevisionsTest {

    private final TaskDefinition report = definition("report", spec(container("main")));

    @Test
    void aRevisionHoldsTheSpecAsItWas() {
        ControllerRevision revision = throughTheApiServer(Revisions.of(report, 3));
        assertThat(revision.getMetadata().getName()).isEqualTo("report-3");
        assertThat(revision.getRevision()).isEqualTo(3);
        assertThat(revision.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("uid-report"));
        assertThat(Revisions.holds(revision, report)).isTrue();
        assertThat(Revisions.spec(revision).family).isEqualTo("report");
        assertThat(Revisions.spec(revision).containerDefinitions)
                .singleElement()
                .satisfies(c -> assertThat(c.image).isEqualTo("example.org/main:1"));
    }

    @Test
    void anEditIsAnotherContent() {
        ControllerRevision revision = throughTheApiServer(Revisions.of(report, 1));
        report.getSpec().containerDefinitions.getFirst().image = "example.org/main:2";
        assertThat(Revisions.holds(revision, report)).isFalse();
    }

    @Test
    void aFamilyThatSaysTheNameIsNoOtherContent() {
        ControllerRevision revision = throughTheApiServer(Revisions.of(report, 1));
        report.getSpec().family = "report";
        assertThat(Revisions.holds(revision, report)).isTrue();
        report.getSpec().family = "other";
        assertThat(Revisions.holds(revision, report)).isFalse();
    }

    private static ControllerRevision throughTheApiServer(ControllerRevision revision) {
        return Serialization.unmarshal(Serialization.asJson(revision), ControllerRevision.class);
    }
}
