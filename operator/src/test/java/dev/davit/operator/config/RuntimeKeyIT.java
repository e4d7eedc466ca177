package dev.davit.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.operator.RunningOperator;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class RuntimeKeyIT {
    private final ApiServer server;
    private RunningOperator.Config config;

    RuntimeKeyIT(ApiServer server) {
        this.server = server;
    }

    @BeforeEach
    void newNamespace() {
        config = new RunningOperator.Config(server.newNamespace("key"));
    }

    private RuntimeKey key() {
        return new Installation(server.client(), config).key();
    }

    @Test
    void makesOneKeyHoweverManyReplicasStartAtOnce() {
        List<String> keys = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> Base64.getEncoder().encodeToString(key().value()))
                .distinct()
                .toList();
        assertThat(keys).hasSize(1);
        assertThat(Base64.getDecoder().decode(keys.getFirst())).hasSize(32);
    }

    @Test
    void keepsTheKeyThatIsThere() {
        String given = Base64.getEncoder().encodeToString(new byte[32]);
        secret(given);
        assertThat(key().value()).isEqualTo(new byte[32]);
    }

    @Test
    void refusesAKeyThatIsTooShort() {
        secret(Base64.getEncoder().encodeToString(new byte[8]));
        assertThatThrownBy(() -> key().value()).hasMessageContaining("delete it");
    }

    private void secret(String value) {
        server.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(config.runtimeKeySecret())
                        .withNamespace(config.namespace())
                        .endMetadata()
                        .addToData("key", value)
                        .build())
                .create();
    }
}
