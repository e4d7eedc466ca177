package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeftPoolsTest {
    private final LeftPools left = new LeftPools();

    private static Given image() {
        Given given = Given.image();
        given.pool().getMetadata().setLabels(Map.of(Labels.REVISION_UID, "revision-uid"));
        return given;
    }

    private static Optional<FunctionRevision> revision(String uid) {
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(new ObjectMetaBuilder().withUid(uid).build());
        return Optional.of(revision);
    }

    private boolean isLeft(EnvironmentPool pool, Optional<FunctionRevision> cached, Optional<FunctionRevision> asked) {
        return left.isLeft(pool, cached, () -> asked, Given.NOW);
    }

    @Test
    void isLeftWhenTheApiServerKnowsItsRevisionNoMore() {
        EnvironmentPool pool = image().pool();
        assertThat(isLeft(pool, revision("revision-uid"), Optional.empty())).isFalse();
        assertThat(isLeft(pool, Optional.empty(), revision("revision-uid")))
                .as("a cache may not know it yet")
                .isFalse();
        assertThat(isLeft(pool, Optional.empty(), Optional.empty())).isTrue();
        assertThat(isLeft(pool, revision("another"), revision("another")))
                .as("deleted and made again")
                .isTrue();
        assertThat(isLeft(Given.generic(1).pool(), Optional.empty(), Optional.empty()))
                .isFalse();
        assertThat(isLeft(Given.image().pool(), Optional.empty(), Optional.empty()))
                .as("of an earlier release")
                .isFalse();
    }

    @Test
    void goesWithItsLastEnvironmentOrWhenNoCallCanBeAtWorkAnyMore() {
        Given busy = image().running("a", 60).claim("a", "r");
        assertThat(isLeft(busy.pool(), Optional.empty(), Optional.empty())).isTrue();
        assertThat(left.mayEnd(busy.inputs())).isFalse();
        assertThat(left.mayEnd(image().deleting("a").ended("b", 9, 9, 0).inputs()))
                .isTrue();
        assertThat(left.mayEnd(busy.later((int) LeftPools.LONGEST.toSeconds()).inputs()))
                .isTrue();
    }
}
