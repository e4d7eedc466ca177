package dev.davit.operator.lambda.alias;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.SurvivalIT;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/** An alias that waits for its version, is pointed at another one and back. */
class AliasSurvivalIT extends SurvivalIT {

    @Override
    protected List<Reconciler<?>> reconcilers(KubernetesClient operators) {
        return List.of(new AliasReconciler(
                new RunningOperator.Config("davit-system"), Clock.systemUTC(), RunningOperator.events(operators)));
    }

    @Override
    protected List<String> watched() {
        return List.of("aliases", "versions", "functions");
    }

    @Override
    protected List<BooleanSupplier> steps() {
        return List.of(
                this::createFunctionAndAlias,
                () -> says("VersionNotFound") && version("1"),
                () -> serves("1") && version("2") && point("2"),
                () -> serves("2") && point("1"),
                () -> serves("1"));
    }

    private ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withName(name).withNamespace(namespace).build();
    }

    private boolean createFunctionAndAlias() {
        Function function = new Function();
        function.setMetadata(named("hello"));
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.imageURI = "registry.example/hello:1";
        client.resource(function).create();
        Alias alias = new Alias();
        alias.setMetadata(named("live"));
        alias.getSpec().name = "live";
        alias.getSpec().functionName = "hello";
        alias.getSpec().functionVersion = "1";
        client.resource(alias).create();
        return true;
    }

    private boolean version(String number) {
        Version version = new Version();
        version.setMetadata(named("v" + number));
        version.getSpec().functionName = "hello";
        Version made = client.resource(version).create();
        made.setStatus(new VersionStatus());
        made.getStatus().observedGeneration = 1L;
        made.getStatus().version = number;
        made.getStatus().revision = "hello-r" + number;
        client.resource(made).subresource("status").patch();
        return true;
    }

    private Alias alias() {
        return client.resources(Alias.class)
                .inNamespace(namespace)
                .withName("live")
                .get();
    }

    private boolean point(String number) {
        client.resource(alias()).edit(alias -> {
            alias.getSpec().functionVersion = number;
            return alias;
        });
        return true;
    }

    private boolean says(String reason) {
        Alias alias = alias();
        return alias.getStatus() != null
                && Conditions.find(alias.getStatus().conditions, "Ready")
                        .filter(ready -> reason.equals(ready.getReason()))
                        .isPresent();
    }

    private boolean serves(String number) {
        Alias alias = alias();
        return says("Ready")
                && alias.getMetadata().getGeneration().equals(alias.getStatus().observedGeneration)
                && ("hello-r" + number).equals(alias.getStatus().revision);
    }
}
