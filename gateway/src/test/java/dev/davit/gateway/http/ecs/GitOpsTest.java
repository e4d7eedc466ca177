package dev.davit.gateway.http.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who manages an object, by the marks that its manager leaves (ADR 26, invariant 5). */
class GitOpsTest {

    @ParameterizedTest
    @CsvSource({
        "annotation, argocd.argoproj.io/tracking-id, x, Argo CD",
        "label, argocd.argoproj.io/instance, shop, Argo CD",
        "label, kustomize.toolkit.fluxcd.io/name, shop, Flux",
        "label, helm.toolkit.fluxcd.io/name, shop, Flux",
        "annotation, meta.helm.sh/release-name, shop, Helm",
        "annotation, helm.sh/hook, pre-install, Helm",
        "label, app.kubernetes.io/managed-by, Helm, Helm",
        "label, app.kubernetes.io/managed-by, argocd, Argo CD"
    })
    void knowsTheirMarks(String kind, String name, String value, String manager) {
        var metadata = new ObjectMetaBuilder();
        var marked = kind.equals("label") ? metadata.addToLabels(name, value) : metadata.addToAnnotations(name, value);
        assertThat(GitOps.manager(marked.build())).contains(manager);
    }

    @ParameterizedTest
    @CsvSource({
        "label, app.kubernetes.io/managed-by, davit",
        "label, helm.sh.example.org/name, x",
        "label, team, a",
        "annotation, kubectl.kubernetes.io/last-applied-configuration, x"
    })
    void takesNobodyElseForOne(String kind, String name, String value) {
        var metadata = new ObjectMetaBuilder();
        var marked = kind.equals("label") ? metadata.addToLabels(name, value) : metadata.addToAnnotations(name, value);
        assertThat(GitOps.manager(marked.build())).isEmpty();
    }

    @Test
    void anObjectWithoutMarksIsNobodys() {
        assertThat(GitOps.manager(new ObjectMetaBuilder().build())).isEmpty();
    }
}
