package dev.davit.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.operator.RunningOperator;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class NatsKeyIT {
    private static final String NAME = "davit-nats-key";

    private final ApiServer server;
    private RunningOperator.Config config;

    NatsKeyIT(ApiServer server) {
        this.server = server;
    }

    @BeforeEach
    void newNamespace() {
        config = new RunningOperator.Config(server.newNamespace("nats"));
    }

    private NatsKey key() {
        return new NatsKey(server.client(), config, new Installation(server.client(), config).ids());
    }

    private String token() {
        String encoded = server.client()
                .secrets()
                .inNamespace(config.namespace())
                .withName(NAME)
                .get()
                .getData()
                .get("token");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
    }

    @Test
    void makesOneKeyHoweverManyReplicasStartAtOnce() {
        key().make(NAME);
        String first = token();
        assertThat(first).matches("k[0-9a-f]{64}");
        IntStream.range(0, 8).parallel().forEach(i -> key().make(NAME));
        assertThat(token()).isEqualTo(first);
    }

    @Test
    void refusesAKeyThatIsTooShort() {
        server.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(config.namespace())
                        .endMetadata()
                        .addToStringData("token", "short")
                        .build())
                .create();
        assertThatThrownBy(() -> key().make(NAME)).hasMessageContaining("delete it");
    }
}
