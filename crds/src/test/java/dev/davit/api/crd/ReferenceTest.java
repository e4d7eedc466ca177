package dev.davit.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps docs/reference what the CRDs say. */
class ReferenceTest {

    private static final String ENDING = ".md";

    @Test
    void committedReferenceIsWhatTheCrdsSay() {
        List<CustomResourceDefinition> crds = Schemas.crds();
        Map<String, List<CustomResourceDefinition>> groups =
                crds.stream().collect(Collectors.groupingBy(crd -> crd.getSpec().getGroup()));
        Map<String, String> wanted = new TreeMap<>();
        wanted.put("README.md", ReferencePage.index(crds));
        groups.forEach((group, kinds) -> wanted.put(group + ENDING, ReferencePage.of(group, kinds)));
        GeneratedFiles files = new GeneratedFiles(GeneratedFiles.root().resolve("docs/reference"), wanted);
        if (GeneratedFiles.isWriting()) {
            files.write(ENDING);
        }
        assertThat(files.committed(ENDING))
                .as("docs/reference is out of date: run `make docs`"
                        + " (hack/mvn -pl crds test -Dtest=ReferenceTest -Dcrds.write=true) and commit what it changes")
                .isEqualTo(wanted);
    }

    @Test
    void explainsEveryReason() {
        Kinds.ALL.forEach(kind -> {
            Class<? extends Enum<?>> reasons = Kinds.reasons(kind.getSimpleName());
            assertThat(Javadocs.ofConstants(reasons))
                    .hasSameSizeAs(reasons.getEnumConstants())
                    .allSatisfy((name, text) -> assertThat(text).as(name).isNotBlank());
        });
    }
}
