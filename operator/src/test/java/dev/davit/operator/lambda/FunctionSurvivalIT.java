package dev.davit.operator.lambda;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionStatus;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.operator.SurvivalIT;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.lambda.alias.AliasController;
import dev.davit.operator.lambda.function.FunctionController;
import dev.davit.operator.lambda.version.VersionController;
import dev.davit.testkit.api.NamespaceState;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A function publishes its first content and another one; an alias follows. */
class FunctionSurvivalIT extends SurvivalIT {

    @Override
    protected List<Reconciler<?>> reconcilers(KubernetesClient operators) {
        return List.of(
                FunctionController.of(operators), VersionController.of(operators), AliasController.of(operators));
    }

    @Override
    protected List<String> watched() {
        return List.of("functions", "functionrevisions", "versions", "aliases");
    }

    /**
     * A version's number is taken before the version has it, so that none is given twice: an operator that dies in between leaves it unused, and
     * the next number is taken. Names with a number or a uid in them say of which content the object is instead.
     */
    @Override
    protected NamespaceState.Likeness alike() {
        return new NamespaceState.Likeness() {
            @Override
            public String name(GenericKubernetesResource object) {
                return switch (object.getKind()) {
                    case "Version" -> "version-of-" + object.get("spec", "revisionID");
                    case "FunctionRevision" ->
                        object.get("spec", "version") == null
                                ? object.getMetadata().getName()
                                : "copy-of-" + object.get("spec", "imageURI");
                    default -> object.getMetadata().getName();
                };
            }

            @Override
            public String text(String json) {
                return json.replaceAll("([vV]ersion\"? :? ?\"?|:hello:)\\d+", "$1N");
            }
        };
    }

    @Override
    protected List<BooleanSupplier> steps() {
        return List.of(
                this::create,
                () -> works("1"),
                () -> isPublished("1") && change("2"),
                () -> works("2"),
                () -> isPublished("2"));
    }

    private boolean create() {
        Function function = new Function();
        function.setMetadata(named("hello"));
        function.getSpec().publish = true;
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.imageURI = "registry.example/hello:1";
        client.resource(function).create();
        Alias alias = new Alias();
        alias.setMetadata(named("live"));
        alias.getSpec().functionName = "hello";
        alias.getSpec().functionVersion = "$LATEST.PUBLISHED";
        client.resource(alias).create();
        return true;
    }

    private ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withName(name).withNamespace(namespace).build();
    }

    private boolean change(String tag) {
        client.resources(Function.class)
                .inNamespace(namespace)
                .withName("hello")
                .edit(function -> {
                    function.getSpec().code.imageURI = "registry.example/hello:" + tag;
                    return function;
                });
        return true;
    }

    /** The content of that tag works, as its pool would say, once its revision is there. */
    private boolean works(String tag) {
        return all(FunctionRevision.class).stream()
                .filter(found -> found.getSpec().version == null
                        && found.getSpec().imageURI.endsWith(":" + tag))
                .peek(this::ready)
                .findFirst()
                .isPresent();
    }

    private void ready(FunctionRevision revision) {
        revision.setStatus(new FunctionRevisionStatus());
        revision.getStatus().observedGeneration = 1L;
        revision.getStatus().conditions = List.of(new ConditionBuilder()
                .withType(ConditionSet.READY)
                .withStatus("True")
                .withReason("Ready")
                .withMessage("")
                .withObservedGeneration(1L)
                .withLastTransitionTime("2026-11-23T10:00:00Z")
                .build());
        client.resource(revision).subresource("status").patch();
    }

    /** Whether the content of that tag is published, the function says so, and the alias points there. */
    private boolean isPublished(String tag) {
        Function function = all(Function.class).getFirst();
        Alias alias = all(Alias.class).getFirst();
        return function.getStatus() != null
                && function.getMetadata().getGeneration().equals(function.getStatus().observedGeneration)
                && Conditions.isTrue(function.getStatus().conditions, "Ready")
                && alias.getStatus() != null
                && Conditions.isTrue(alias.getStatus().conditions, "Ready")
                && all(FunctionRevision.class).stream()
                        .anyMatch(revision -> revision.getSpec().version != null
                                && revision.getSpec().imageURI.endsWith(":" + tag)
                                && revision.getMetadata().getName().equals(alias.getStatus().revision));
    }

    private <R extends CustomResource<?, ?>> List<R> all(Class<R> kind) {
        return client.resources(kind).inNamespace(namespace).list().getItems();
    }
}
