package dev.davit.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.gateway.auth.AccessKey;
import dev.davit.gateway.auth.RbacAuthorizer;
import dev.davit.gateway.auth.RequestAuthenticator;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.observe.FaultReport;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.observe.Tracer;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.StructuredFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators of a cluster read and store: each line is one JSON object, and none has a secret in it. */
class JsonLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.davit");

    private final List<String> written = new CopyOnWriteArrayList<>();
    private final ExtHandler handler = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
            written.add(getFormatter().format(line));
        }
    };
    private java.util.logging.Level before;

    /** As Quarkus makes it from application.properties. */
    @BeforeEach
    void listen() {
        JsonFormatter quarkus = new JsonFormatter("LOGGER_NAME=logger,THREAD_NAME=thread");
        quarkus.setExcludedKeys(
                Set.of("sequence", "loggerClassName", "threadId", "hostName", "processName", "processId", "ndc"));
        quarkus.setAdditionalFields(Map.of());
        quarkus.setExceptionOutputType(StructuredFormatter.ExceptionOutputType.FORMATTED);
        handler.setFormatter(quarkus);
        JsonLines.install(handler);
        before = OURS.getLevel();
        OURS.setLevel(Level.ALL);
        ROOT.addHandler(handler);
    }

    @AfterEach
    void stop() {
        ROOT.removeHandler(handler);
        OURS.setLevel(before);
    }

    private List<JsonNode> lines() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : written) {
            assertThat(line).endsWith("\n");
            assertThat(line.strip()).doesNotContain("\n");
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void aFaultIsOneFlatObject() throws Exception {
        FaultJournal journal = new FaultJournal(InvocationMeter.NONE, Clock.system());
        journal.happened(new FaultReport(
                Fault.IMAGE_PULL,
                "cannot \"pull\"\nfor you",
                "id-1",
                new dev.davit.gateway.catalog.FunctionKey("team-a", "echo"),
                "3"));
        JsonNode line = lines().getFirst();
        assertThat(line.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "timestamp",
                        "level",
                        "logger",
                        "message",
                        "thread",
                        "requestId",
                        "function",
                        "version",
                        "namespace",
                        "component",
                        "reason");
        assertThat(java.time.OffsetDateTime.parse(line.get("timestamp").asText()))
                .isNotNull();
        assertThat(line.get("level").asText()).isEqualTo("WARN");
        assertThat(line.get("logger").asText()).isEqualTo(FaultJournal.class.getName());
        assertThat(line.get("message").asText()).isEqualTo("cannot \"pull\"\nfor you");
        assertThat(line.get("requestId").asText()).isEqualTo("id-1");
        assertThat(line.get("namespace").asText()).isEqualTo("team-a");
        assertThat(line.get("function").asText()).isEqualTo("echo");
        assertThat(line.get("version").asText()).isEqualTo("3");
        assertThat(line.get("component").asText()).isEqualTo("environment");
        assertThat(line.get("reason").asText()).isEqualTo("ImagePullFailed");
    }

    @Test
    void anExceptionIsPartOfItsLine() throws Exception {
        Logger.getLogger("dev.davit.test").log(Level.ERROR, "broken", new IllegalStateException("why"));
        assertThat(lines().getFirst().get("stackTrace").asText())
                .contains("java.lang.IllegalStateException: why\n\tat dev.davit.gateway.app.JsonLinesTest.");
    }

    /** The noisiest level, every way to fail, and secrets wherever a caller, a function or a cluster has any. */
    @Test
    void noSecretIsEverWritten() throws Exception {
        AccessKey key = new AccessKey("AKIDEXAMPLE", "SECRET-key", Testbed.NAMESPACE, "shop");
        MicrometerMeter meter = new MicrometerMeter(new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
        try (Testbed testbed = Testbed.start(
                new RequestAuthenticator(
                        Testbed.REGION,
                        id -> id.equals(key.id()) ? Optional.of(key) : Optional.empty(),
                        token -> token.contains("down")
                                ? CompletableFuture.failedFuture(new IllegalStateException("no answer"))
                                : CompletableFuture.completedFuture(Optional.of(new dev.davit.gateway.auth.UserIdentity(
                                        "system:serviceaccount:team-a:shop", "uid", List.of(), Map.of()))),
                        Clock.system()),
                new RbacAuthorizer((user, access) -> CompletableFuture.completedFuture(true), Clock.system()),
                meter,
                new Observers(Tracer.NONE, new FaultJournal(meter, Clock.system())))) {
            RevisionEntry echo = testbed.imageFunction("echo", 3);
            testbed.environment(
                    echo.poolKey(), "echo-a", event -> FakeRuntime.Reply.error("{\"errorMessage\":\"SECRET-answer\"}"));
            assertThat(invoke(testbed, "Bearer SECRET-token").status()).isEqualTo(200);
            assertThat(invoke(testbed, "Bearer SECRET-down").status()).isEqualTo(500);
            assertThat(invoke(testbed, "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/SECRET, Signature=SECRET")
                            .status())
                    .isEqualTo(403);
            testbed.events("echo", EventConfig.DEFAULT, 0);
            assertThat(invoke(testbed, "Bearer SECRET-token").status()).isEqualTo(429);
            assertThat(invoke(testbed, "Bearer SECRET-token").status()).isEqualTo(429);
        }
        assertThat(lines())
                .extracting(line -> line.path("reason").asText(""))
                .contains("TokenReviewFailed", "ReservedConcurrencyExhausted");
        assertThat(lines())
                .filteredOn(line -> line.path("reason").asText("").equals("ReservedConcurrencyExhausted"))
                .hasSize(1);
        assertThat(String.join("", written)).doesNotContain("SECRET");
    }

    private static PlainHttp.Answer invoke(Testbed testbed, String authorization) {
        return testbed.invoke("echo", Map.of("Authorization", authorization), "{\"password\":\"SECRET-event\"}");
    }
}
