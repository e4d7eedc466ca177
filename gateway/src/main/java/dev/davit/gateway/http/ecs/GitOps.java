package dev.davit.gateway.http.ecs;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pure: tells what a repository describes. An edit of it would be undone, or fight with the one who syncs it. */
final class GitOps {

    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final Map<String, String> MANAGERS = Map.of(
            "argocd.argoproj.io/", "Argo CD",
            "kustomize.toolkit.fluxcd.io/", "Flux",
            "helm.toolkit.fluxcd.io/", "Flux",
            "meta.helm.sh/", "Helm",
            "helm.sh/", "Helm");
    private static final Map<String, String> NAMES =
            Map.of("helm", "Helm", "argocd", "Argo CD", "argo-cd", "Argo CD", "flux", "Flux", "fluxcd", "Flux");

    private GitOps() {}

    /** Refuses to edit what somebody else's description decides; {@code what} is AWS's word for it. */
    static void refuse(HasMetadata object, String what) {
        manager(object.getMetadata()).ifPresent(manager -> {
            throw EcsRefusal.client("The " + what + " " + object.getMetadata().getName() + " is managed by " + manager
                    + ", which would undo this change: change its manifest where " + manager + " takes it from.");
        });
    }

    /** Who syncs an object from elsewhere; empty when nobody says so. */
    static Optional<String> manager(ObjectMeta metadata) {
        Map<String, String> labels = Objects.requireNonNullElse(metadata.getLabels(), Map.of());
        Map<String, String> annotations = Objects.requireNonNullElse(metadata.getAnnotations(), Map.of());
        for (Map<String, String> marks : List.of(annotations, labels)) {
            for (String mark : marks.keySet()) {
                String manager = MANAGERS.get(mark.substring(0, mark.indexOf('/') + 1));
                if (manager != null) {
                    return Optional.of(manager);
                }
            }
        }
        String said = labels.get(MANAGED_BY);
        return said == null
                ? Optional.empty()
                : Optional.ofNullable(NAMES.get(said.toLowerCase(java.util.Locale.ROOT)));
    }
}
