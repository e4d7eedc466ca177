package dev.davit.testkit.cluster.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class NodeImageTest {

    @Test
    void atLeastTwoMinorsArePinnedByDigest() {
        assertThat(NodeImage.pinned())
                .allMatch(image -> image.matches("kindest/node:v1\\.\\d+\\.\\d+@sha256:[0-9a-f]{64}"))
                .extracting(image -> image.replaceFirst("\\.\\d+@.*", ""))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theWorkflowUsesImagesThatArePinnedHere() throws IOException {
        String workflow = Files.readString(Repository.file(".github/workflows/ci.yaml"));
        assertThat(workflow.lines()
                        .filter(line -> line.contains("kindest/node:"))
                        .map(line -> line.replaceFirst(".*(kindest/node:\\S+).*", "$1"))
                        .toList())
                .isNotEmpty()
                .allMatch(NodeImage.pinned()::contains);
    }

    @Test
    void whatIsMissingIsSaidWithTheWayOut() {
        assertThat(NodeImage.missing("kindest/node:v1"))
                .contains("docker pull kindest/node:v1", "hack/kind-node-image", "DAVIT_CLUSTER=node");
    }
}
