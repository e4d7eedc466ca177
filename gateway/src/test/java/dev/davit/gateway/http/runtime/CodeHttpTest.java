package dev.davit.gateway.http.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.ArchiveOrigin;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.RevisionArchives;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeHttpTest {

    private static final PoolKey GENERIC = new PoolKey(Testbed.NAMESPACE, "python-128");
    private static final String CODE = "ab".repeat(32);
    private static final String LAYER = "cd".repeat(32);
    private static final String OTHER = "ef".repeat(32);

    @TempDir
    Path folder;

    private final Store store = new Store();
    private Testbed testbed;

    /** Archives that a test hands in, when it wants to. */
    private static final class Store implements ArchiveStore {
        final Map<String, CompletableFuture<Path>> files = new ConcurrentHashMap<>();
        final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
        final AtomicInteger held = new AtomicInteger();

        CompletableFuture<Path> file(String sha256) {
            return files.computeIfAbsent(sha256, key -> new CompletableFuture<>());
        }

        @Override
        public CompletionStage<Held> hold(RevisionKey revision, ArchiveEntry archive) {
            asked.add(archive.sha256());
            return file(archive.sha256()).thenApply(path -> {
                held.incrementAndGet();
                return new Held() {
                    @Override
                    public Path file() {
                        return path;
                    }

                    @Override
                    public void close() {
                        held.decrementAndGet();
                    }
                };
            });
        }
    }

    @BeforeEach
    void start() {
        testbed = Testbed.start(store);
        testbed.pool(GENERIC, null, null);
    }

    @AfterEach
    void stop() {
        testbed.close();
    }

    private static ArchiveEntry archive(String sha256, long size) {
        return new ArchiveEntry(sha256, size, new ArchiveOrigin.Address("https://example.org/" + sha256));
    }

    private static Map<String, String> as(String pod) {
        return Map.of("Host", Testbed.host(pod));
    }

    private PlainHttp.Answer code(PlainHttp http, String pod, String sha256) {
        return http.send("GET", "/2026-11-01/code/" + sha256, as(pod), null);
    }

    /** A generic environment that a call has made the function's. */
    private String claim(PlainHttp http, String pod, String function) {
        testbed.pod(GENERIC, pod, PodPhase.RUNNING, null);
        http.write(PlainHttp.request("GET", FakeRuntime.STANDBY, as(pod), null));
        testbed.invokeLater(function, "{}");
        PlainHttp.Answer assignment = http.receive();
        assertThat(assignment.status()).isEqualTo(200);
        return assignment.text();
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private void arrive(String sha256, byte[] bytes) throws IOException {
        store.file(sha256).complete(Files.write(folder.resolve(sha256), bytes));
    }

    @Test
    void tellsWhereCodeAndLayersAreAndSendsThem() throws Exception {
        byte[] code = random(3_000_000);
        testbed.archiveFunction(
                "zipped", GENERIC.name(), new RevisionArchives(archive(CODE, code.length), List.of(archive(LAYER, 3))));
        arrive(CODE, code);
        arrive(LAYER, new byte[] {1, 2, 3});
        try (PlainHttp http = PlainHttp.to(testbed.runtimePort())) {
            assertThat(claim(http, "zipped-a", "zipped"))
                    .endsWith("\"code\":{\"archive\":{\"path\":\"/2026-11-01/code/" + CODE + "\",\"sha256\":\"" + CODE
                            + "\",\"size\":3000000}},\"layers\":[{\"path\":\"/2026-11-01/code/" + LAYER
                            + "\",\"sha256\":\""
                            + LAYER + "\",\"size\":3}]}");
            PlainHttp.Answer answer = code(http, "zipped-a", CODE);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
            assertThat(answer.body()).isEqualTo(code);
            assertThat(code(http, "zipped-a", LAYER).body()).containsExactly(1, 2, 3);
            Awaitility.await().until(() -> store.held.get() == 0);
        }
    }

    @Test
    void sendsNothingToWhoIsNotThatFunctionsEnvironment() throws Exception {
        testbed.archiveFunction("mine", GENERIC.name(), new RevisionArchives(archive(CODE, 1), List.of()));
        testbed.archiveFunction("theirs", GENERIC.name(), new RevisionArchives(archive(OTHER, 1), List.of()));
        arrive(CODE, new byte[1]);
        arrive(OTHER, new byte[1]);
        testbed.pod(GENERIC, "nobodys", PodPhase.RUNNING, null);
        try (PlainHttp http = PlainHttp.to(testbed.runtimePort())) {
            claim(http, "mine-a", "mine");
            assertThat(code(http, "mine-a", CODE).status()).isEqualTo(200);
            assertThat(code(http, "mine-a", OTHER).status()).isEqualTo(404);
            assertThat(code(http, "mine-a", "../" + CODE).status()).isEqualTo(404);
            assertThat(code(http, "mine-a", "").status()).isEqualTo(404);
            assertThat(code(http, "nobodys", CODE).status()).isEqualTo(404);
            assertThat(http.send("GET", "/2026-11-01/code/" + CODE, Map.of("Host", "gateway:9001"), null)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void waitsForAnArchiveThatIsStillBeingFetched() throws Exception {
        testbed.archiveFunction("slow", GENERIC.name(), new RevisionArchives(archive(CODE, 3), List.of()));
        try (PlainHttp http = PlainHttp.to(testbed.runtimePort())) {
            claim(http, "slow-a", "slow");
            http.write(PlainHttp.request("GET", "/2026-11-01/code/" + CODE, as("slow-a"), null));
            Awaitility.await().until(() -> store.asked.size() >= 2); // ahead of time, and for the environment
            arrive(CODE, new byte[] {7, 8, 9});
            assertThat(http.receive().body()).containsExactly(7, 8, 9);
        }
    }

    @Test
    void speaksHttp10WithRuntimesThatDo() throws Exception {
        testbed.archiveFunction("old", GENERIC.name(), new RevisionArchives(archive(CODE, 3), List.of()));
        arrive(CODE, new byte[] {4, 5, 6});
        try (PlainHttp http = PlainHttp.to(testbed.runtimePort());
                PlainHttp old = PlainHttp.to(testbed.runtimePort())) {
            claim(http, "old-a", "old");
            old.write(("GET /2026-11-01/code/" + CODE + " HTTP/1.0\r\nHost: " + Testbed.host("old-a")
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(old.receive().body()).containsExactly(4, 5, 6);
        }
    }

    @Test
    void tellsWhyAnArchiveCannotBeHad() {
        testbed.archiveFunction("gone", GENERIC.name(), new RevisionArchives(archive(CODE, 3), List.of()));
        store.file(CODE).completeExceptionally(new IOException("\"a.zip\" answered with status 404"));
        try (PlainHttp http = PlainHttp.to(testbed.runtimePort())) {
            claim(http, "gone-a", "gone");
            PlainHttp.Answer answer = code(http, "gone-a", CODE);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text())
                    .isEqualTo(
                            "{\"errorMessage\":\"\\\"a.zip\\\" answered with status 404\",\"errorType\":\"CodeUnavailable\"}\n");
        }
    }

    @Test
    void fetchesANewRevisionsArchivesAheadOfTime() {
        testbed.archiveFunction(
                "early", GENERIC.name(), new RevisionArchives(archive(CODE, 1), List.of(archive(LAYER, 1))));
        Awaitility.await().untilAsserted(() -> assertThat(store.asked).containsExactly(CODE, LAYER));
    }

    @Test
    void letsGoOfAFileWhenTheEnvironmentGoesAwayWhileItIsSent() throws Exception {
        testbed.archiveFunction("away", GENERIC.name(), new RevisionArchives(archive(CODE, 20_000_000), List.of()));
        arrive(CODE, random(20_000_000));
        PlainHttp http = PlainHttp.to(testbed.runtimePort());
        claim(http, "away-a", "away");
        http.write(PlainHttp.request("GET", "/2026-11-01/code/" + CODE, as("away-a"), null));
        Awaitility.await().until(() -> store.held.get() == 1);
        http.close();
        Awaitility.await().until(() -> store.held.get() == 0);
    }
}
