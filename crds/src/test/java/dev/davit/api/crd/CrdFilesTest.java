package dev.davit.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keeps crds/generated what the Java model says. */
class CrdFilesTest {

    private static final String ENDING = ".yaml";

    @Test
    void committedCrdsAreWhatTheModelSays() {
        Map<String, String> wanted = new TreeMap<>();
        Kinds.ALL.forEach(kind -> {
            CustomResourceDefinition crd = CrdGeneration.of(kind);
            wanted.put(crd.getMetadata().getName() + ENDING, text(crd));
        });
        GeneratedFiles files = new GeneratedFiles(GeneratedFiles.root().resolve("crds/generated"), wanted);
        if (GeneratedFiles.isWriting()) {
            files.write(ENDING);
        }
        assertThat(files.committed(ENDING))
                .as("crds/generated is out of date: run `make crds`"
                        + " (hack/mvn -pl crds test -Dtest=CrdFilesTest -Dcrds.write=true) and commit what it changes")
                .isEqualTo(wanted);
    }

    private static String text(CustomResourceDefinition crd) {
        return "# Generated from the Java model in crds/ by `make crds`. Do not edit.\n" + Yaml.of(crd);
    }
}
