package dev.davit.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.api.lambda.v1alpha1.Function;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.MDCUtils;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.Test;

/** A line of the operator's log is one flat object that says which object it is about. */
class JsonLinesTest {

    private static JsonNode line(Runnable work) throws Exception {
        AtomicReference<String> line = new AtomicReference<>();
        ExtHandler handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord said) {
                line.set(getFormatter().format(said));
            }
        };
        JsonFormatter quarkus = new JsonFormatter("LOGGER_NAME=logger,THREAD_NAME=thread");
        quarkus.setExcludedKeys(
                Set.of("sequence", "loggerClassName", "threadId", "hostName", "processName", "processId", "ndc"));
        quarkus.setAdditionalFields(Map.of());
        handler.setFormatter(quarkus);
        JsonLines.install(new Handler[] {handler});
        Logger logger = Logger.getLogger("dev.davit.operator.test");
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return new ObjectMapper().readTree(line.get());
    }

    private static void say() {
        org.jboss.logging.Logger.getLogger("dev.davit.operator.test").warn("something");
    }

    @Test
    void saysWhichObjectIsReconciledAndInWhichState() throws Exception {
        HasMetadata function = new Function();
        function.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team-a")
                .withName("hello")
                .withUid("0b1c2d3e-1111-2222-3333-444455556666")
                .withResourceVersion("4711")
                .build());
        JsonNode line = line(() -> MDCUtils.withMDCForResource(function, JsonLinesTest::say));
        assertThat(line.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "timestamp",
                        "level",
                        "logger",
                        "message",
                        "thread",
                        "kind",
                        "namespace",
                        "name",
                        "function",
                        "requestId");
        assertThat(line.get("kind").asText()).isEqualTo("Function");
        assertThat(line.get("namespace").asText()).isEqualTo("team-a");
        assertThat(line.get("function").asText()).isEqualTo("hello");
        assertThat(line.get("requestId").asText()).isEqualTo("0b1c2d3e-4711");
    }

    @Test
    void saysNoMoreWhereThereIsNoObject() throws Exception {
        JsonNode line = line(JsonLinesTest::say);
        assertThat(line.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("timestamp", "level", "logger", "message", "thread");
    }
}
