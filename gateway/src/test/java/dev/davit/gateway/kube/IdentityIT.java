package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.gateway.auth.Requests;
import dev.davit.gateway.http.invoke.Authentication;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.http.invoke.RequestHead;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access keys, tokens and RBAC on a real API server. */
@WithApiServer
class IdentityIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private KubernetesClient admin;
    private String own;
    private String ns;
    private Cable cable;
    private Kube kube;

    @BeforeEach
    void start(ApiServer server) throws IOException, InterruptedException {
        admin = server.client();
        own = server.newNamespace("system");
        ns = server.newNamespace("team");
        Config config = GatewayAccount.config(server, own);
        cable = new Cable(config.getMasterUrl());
        kube = Kube.connect(
                new ConfigBuilder(config).withMasterUrl(cable.url()).build(),
                new Kube.Settings("us-east-1", own, "davit-runtime-key", "davit-nats-key", null),
                new SimpleMeterRegistry(),
                Clock.system());
        Recorded fed = new Recorded();
        kube.catalog().start(fed);
        assertThat(fed.synced.await(20, TimeUnit.SECONDS)).isTrue();
        GatewayAccount.serviceAccount(admin, ns, "shop");
        GatewayAccount.allow(
                admin,
                ns,
                "shop",
                new PolicyRuleBuilder()
                        .withApiGroups("lambda.davit.dev")
                        .withResources("functions")
                        .withResourceNames("hello")
                        .withVerbs("invoke")
                        .build());
    }

    @AfterEach
    void stop() throws IOException {
        kube.close();
        cable.close();
    }

    private Authentication authenticate(RequestHead head) {
        return kube.authenticator()
                .authenticate(head, () -> Requests.EMPTY_HASH)
                .toCompletableFuture()
                .join();
    }

    private boolean mayInvoke(Caller caller, String namespace, String function) {
        return kube.authorizer()
                .mayInvoke(caller, namespace, function)
                .toCompletableFuture()
                .join();
    }

    private Secret accessKey() {
        return admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(own)
                        .withName("key-1")
                        .addToLabels("davit.dev/access-key", "true")
                        .endMetadata()
                        .withType("davit.dev/access-key")
                        .addToStringData("accessKeyId", "AKIDDAVIT")
                        .addToStringData("secretAccessKey", "hush")
                        .addToStringData("namespace", ns)
                        .addToStringData("serviceAccountName", "shop")
                        .build())
                .create();
    }

    @Test
    void letsAnAccessKeyInWhileItsSecretIsThere() {
        Secret secret = accessKey();
        await().atMost(SOON)
                .until(() -> authenticate(Requests.signed("AKIDDAVIT", "hush", Instant.now()))
                        instanceof Authentication.Proven);
        Caller caller =
                ((Authentication.Proven) authenticate(Requests.signed("AKIDDAVIT", "hush", Instant.now()))).caller();
        assertThat(caller.namespace()).isEqualTo(ns);
        assertThat(mayInvoke(caller, ns, "hello")).isTrue();
        assertThat(mayInvoke(caller, ns, "other")).isFalse();
        assertThat(mayInvoke(caller, own, "hello")).isFalse();
        admin.resource(secret).delete();
        await().atMost(SOON)
                .until(() -> authenticate(Requests.signed("AKIDDAVIT", "hush", Instant.now()))
                                instanceof Authentication.Refused refused
                        && refused.refusal().code() == ErrorCode.UNRECOGNIZED_CLIENT);
    }

    @Test
    void knowsAServiceAccountByItsToken() {
        RequestHead head = Requests.bearer(GatewayAccount.token(admin, ns, "shop"));
        Caller caller = ((Authentication.Proven) authenticate(head)).caller();
        assertThat(caller.user()).isEqualTo("system:serviceaccount:" + ns + ":shop");
        assertThat(caller.namespace()).isEqualTo(ns);
        assertThat(caller.arn()).endsWith(":assumed-role/shop/shop");
        assertThat(mayInvoke(caller, ns, "hello")).isTrue();
        assertThat(mayInvoke(caller, ns, "other")).isFalse();
    }

    @Test
    void refusesATokenThatIsNobodys() {
        assertThat(authenticate(Requests.bearer("nobodys")))
                .isInstanceOfSatisfying(
                        Authentication.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.UNRECOGNIZED_CLIENT));
    }

    @Test
    void failsClosedWhileTheApiServerIsAwayButStillKnowsAccessKeys() {
        accessKey();
        await().atMost(SOON)
                .until(() -> authenticate(Requests.signed("AKIDDAVIT", "hush", Instant.now()))
                        instanceof Authentication.Proven);
        String token = GatewayAccount.token(admin, ns, "shop");
        cable.cut();
        assertThat(authenticate(Requests.bearer(token)))
                .isInstanceOfSatisfying(
                        Authentication.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.SERVICE));
        Authentication signed = authenticate(Requests.signed("AKIDDAVIT", "hush", Instant.now()));
        assertThat(signed).isInstanceOf(Authentication.Proven.class);
        assertThat(kube.authorizer()
                        .mayInvoke(((Authentication.Proven) signed).caller(), ns, "hello")
                        .toCompletableFuture())
                .failsWithin(SOON);
    }

    @Test
    void followsTheQueuesCredentials() {
        assertThat(kube.queueCredentials()).isNull();
        Secret secret = admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(own)
                        .withName("davit-nats-key")
                        .endMetadata()
                        .addToStringData("token", "k1")
                        .build())
                .create();
        await().atMost(SOON).until(() -> kube.queueCredentials() != null);
        assertThat(kube.queueCredentials().get("token")).asString().isEqualTo("k1");
        admin.resource(secret).delete();
        await().atMost(SOON).until(() -> kube.queueCredentials() == null);
    }

    @Test
    void followsTheRuntimeKey() {
        assertThat(kube.runtimeKey().current()).isNull();
        byte[] key = new byte[32];
        key[0] = 7;
        Secret secret = admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(own)
                        .withName("davit-runtime-key")
                        .endMetadata()
                        .addToData("key", Base64.getEncoder().encodeToString(key))
                        .build())
                .create();
        await().atMost(SOON).until(() -> kube.runtimeKey().current() != null);
        assertThat(kube.runtimeKey().current()).isEqualTo(key);
        admin.resource(secret).delete();
        await().atMost(SOON).until(() -> kube.runtimeKey().current() == null);
    }
}
