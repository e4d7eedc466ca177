package dev.davit.operator.lambda.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.api.lambda.v1alpha1.RoutingConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import dev.davit.testkit.process.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart's policy that keeps versions which an alias names, at a real API server. */
@WithApiServer
class VersionPolicyIT {
    private static final String TEMPLATE = "templates/admission/versions.yaml";

    private static ApiServer server;
    private static KubernetesClient client;

    private String namespace;

    @BeforeAll
    static void install(ApiServer given) throws IOException, InterruptedException {
        server = given;
        client = given.client();
        Process helm = new ProcessBuilder(
                        Repository.helm(),
                        "template",
                        "davit",
                        Repository.file("helm/davit").toString(),
                        "--namespace",
                        "davit-system",
                        "--show-only",
                        TEMPLATE)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream manifests = helm.getInputStream()) {
            client.load(manifests).serverSideApply();
        }
        assertThat(helm.waitFor()).isZero();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("policy");
    }

    private static ACKResourceMetadata arn(String function, String qualifier) {
        ACKResourceMetadata metadata = new ACKResourceMetadata();
        metadata.arn = "arn:aws:lambda:us-east-1:123456789012:function:" + function + ":" + qualifier;
        return metadata;
    }

    private <T extends HasMetadata> T create(T object, String name) {
        object.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        return client.resource(object).create();
    }

    private Version version(String name, String function, String number) {
        Version version = new Version();
        version.getSpec().functionName = function;
        Version made = create(version, name);
        if (number != null) {
            made.setStatus(new VersionStatus());
            made.getStatus().version = number;
            made.getStatus().ackResourceMetadata = arn(function, number);
            made = client.resource(made).updateStatus();
        }
        return made;
    }

    private Alias alias(String resource, String function, Consumer<Alias> more) {
        Alias alias = new Alias();
        alias.getSpec().name = "live";
        alias.getSpec().functionName = function;
        alias.getSpec().functionVersion = "1";
        alias.setStatus(new AliasStatus());
        alias.getStatus().ackResourceMetadata = arn(function, "live");
        alias.getStatus().functionVersion = "1";
        more.accept(alias);
        AliasStatus status = alias.getStatus();
        Alias made = create(alias, resource);
        made.setStatus(status);
        return client.resource(made).updateStatus();
    }

    /** Policies and their parameters reach the API server by watch. */
    private void untilRefused(Version version) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    try {
                        client.resource(version).dryRun().delete();
                        return false;
                    } catch (KubernetesClientException e) {
                        return e.getCode() == 422;
                    }
                });
    }

    private static void deletes(KubernetesClient by, Version version) {
        assertThat(by.resource(version).delete()).hasSize(1);
    }

    @Test
    void refusesToDeleteAVersionThatAnAliasNamesInAwsWords() {
        Version one = version("one", "hello", "1");
        Alias live = alias("hello-live", "hello", a -> {});
        untilRefused(one);
        assertThatThrownBy(() -> client.resource(one).delete())
                .hasMessageContaining("Unable to delete version because the following aliases reference it: [live]."
                        + " Let the Alias hello-live point at another version, or delete it first.");
        client.resource(live).delete();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            client.resource(one).delete();
            return true;
        });
    }

    @Test
    void keepsWhatAnAliasSharesItsCallsWithAndWhatItServesStill() {
        Version two = version("two", "hello", "2");
        Version three = version("three", "hello", "3");
        alias("hello-live", "hello", a -> {
            a.getSpec().routingConfig = new RoutingConfig();
            a.getSpec().routingConfig.additionalVersionWeights = Map.of("2", 0.1);
            a.getStatus().functionVersion = "3";
        });
        untilRefused(two);
        untilRefused(three);
    }

    @Test
    void letsGoWhatNoAliasNamesOrIsOfAnotherFunctionOrHasNoNumber() {
        Version one = version("one", "hello", "1");
        alias("hello-live", "hello", a -> {});
        untilRefused(one);
        deletes(client, version("ten", "hello", "10"));
        deletes(client, version("other", "hello-two", "1"));
        deletes(client, version("draft", "hello", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace-controller", "generic-garbage-collector"})
    void doesNotHoldUpWhoDeletesANamespaceOrWhatHasNoOwnerAnyMore(String controller) {
        Version one = version("one", "hello", "1");
        alias("hello-live", "hello", a -> {});
        untilRefused(one);
        var as = new ConfigBuilder(client.getConfiguration())
                .withImpersonateUsername("system:serviceaccount:kube-system:" + controller)
                .withImpersonateGroups(List.of("system:masters").toArray(String[]::new))
                .build();
        try (KubernetesClient impersonated =
                new KubernetesClientBuilder().withConfig(as).build()) {
            deletes(impersonated, one);
        }
    }
}
