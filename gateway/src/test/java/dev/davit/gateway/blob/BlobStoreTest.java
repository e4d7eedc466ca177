package dev.davit.gateway.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.ArchiveOrigin;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.transfer.Destinations;
import dev.davit.transfer.Fetcher;
import dev.davit.transfer.Hashes;
import dev.davit.transfer.Limits;
import dev.davit.transfer.S3Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {

    private static final RevisionKey REVISION = new RevisionKey("team", "hello-1");

    @TempDir
    Path folder;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private boolean slow;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = served.get(exchange.getRequestURI().getPath());
            try (exchange) {
                if (slow) {
                    open.await(10, TimeUnit.SECONDS);
                }
                exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
                if (body != null) {
                    exchange.getResponseBody().write(body);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        open.countDown();
        server.stop(0);
        threads.shutdown();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private BlobStore store(long most) {
        Fetcher fetcher = new Fetcher(
                new Destinations(
                        new Destinations.Settings(List.of(), List.of("127.0.0.0/8"), List.of(), "cluster.local")),
                Limits.ofCode());
        S3Endpoint s3 = new S3Endpoint(address(), "us-east-1", null, Clock.systemUTC());
        return new BlobStore(folder, most, new BlobStore.Means(fetcher, s3, BlobStoreTest::embedded, threads));
    }

    private static CompletionStage<byte[]> embedded(RevisionKey revision, ArchiveEntry archive) {
        return CompletableFuture.completedFuture(
                bytes(archive.origin() instanceof ArchiveOrigin.InLayer layer ? layer.name() : "own"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private ArchiveEntry serve(String path, String text) {
        served.put(path, bytes(text));
        return new ArchiveEntry(Hashes.of(bytes(text)), text.length(), new ArchiveOrigin.Address(address() + path));
    }

    private static ArchiveStore.Held hold(BlobStore store, ArchiveEntry archive) {
        return store.hold(REVISION, archive)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void fetchesOnceAndAnswersFromDiskAfterwards() throws IOException {
        BlobStore store = store(1000);
        ArchiveEntry archive = serve("/a.zip", "hello");
        for (int i = 0; i < 3; i++) {
            try (ArchiveStore.Held held = hold(store, archive)) {
                assertThat(held.file()).hasContent("hello");
            }
        }
        assertThat(requests).hasValue(1);
        assertThat(files()).containsExactly(archive.sha256());
    }

    @Test
    void letsWhoAsksAtTheSameTimeWaitForOneFetch() {
        slow = true;
        BlobStore store = store(1000);
        ArchiveEntry archive = serve("/a.zip", "hello");
        List<CompletableFuture<ArchiveStore.Held>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asked.add(store.hold(REVISION, archive).toCompletableFuture());
        }
        open.countDown();
        asked.forEach(one ->
                assertThat(one.orTimeout(10, TimeUnit.SECONDS).join().file()).hasContent("hello"));
        assertThat(requests).hasValue(1);
    }

    @Test
    void forgetsWhatWasUsedLongestAgoButNothingThatIsHeld() throws IOException {
        BlobStore store = store(10);
        ArchiveEntry first = serve("/1", "11111");
        ArchiveEntry second = serve("/2", "22222");
        ArchiveEntry third = serve("/3", "33333");
        ArchiveStore.Held held = hold(store, first);
        hold(store, second).close();
        hold(store, third).close();
        Awaitility.await().untilAsserted(() -> assertThat(store.bytes()).isEqualTo(10));
        Awaitility.await()
                .untilAsserted(() -> assertThat(files()).containsExactlyInAnyOrder(first.sha256(), third.sha256()));
        assertThat(held.file()).hasContent("11111");
        held.close();
        held.close();
        hold(store, second).close();
        assertThat(requests).hasValue(4);
        Awaitility.await().untilAsserted(() -> assertThat(store.bytes()).isEqualTo(10));
    }

    @Test
    void servesWhatDoesNotFitWithoutKeepingIt() {
        BlobStore store = store(1);
        ArchiveEntry archive = serve("/large", "larger than the cache");
        try (ArchiveStore.Held held = hold(store, archive)) {
            assertThat(held.file()).hasContent("larger than the cache");
        }
        // Whoever fetched it lets go of it a moment after those who waited have it.
        Awaitility.await().untilAsserted(() -> assertThat(store.bytes()).isZero());
    }

    @Test
    void takesNoOtherBytesThanThoseWithTheHash() throws IOException {
        BlobStore store = store(1000);
        ArchiveEntry archive = serve("/a.zip", "hello");
        served.put("/a.zip", bytes("other"));
        assertThatThrownBy(() -> hold(store, archive)).hasMessageContaining("has the SHA-256");
        assertThat(files()).isEmpty();
        served.put("/a.zip", bytes("hello"));
        hold(store, archive).close();
    }

    @Test
    void readsFromBucketsRevisionsAndLayers() {
        BlobStore store = store(1000);
        served.put("/bucket/dir/code.zip", bytes("from s3"));
        ArchiveEntry s3 = new ArchiveEntry(
                Hashes.of(bytes("from s3")), 7, new ArchiveOrigin.Bucket("bucket", "dir/code.zip", null));
        assertThat(hold(store, s3).file()).hasContent("from s3");
        ArchiveEntry own = new ArchiveEntry(Hashes.of(bytes("own")), 3, new ArchiveOrigin.InRevision());
        assertThat(hold(store, own).file()).hasContent("own");
        ArchiveEntry layer = new ArchiveEntry(Hashes.of(bytes("numpy")), 5, new ArchiveOrigin.InLayer("numpy"));
        assertThat(hold(store, layer).file()).hasContent("numpy");
        ArchiveEntry changed = new ArchiveEntry("0".repeat(64), 3, new ArchiveOrigin.InRevision());
        assertThatThrownBy(() -> hold(store, changed)).hasMessageContaining("another one than when it was accepted");
    }

    @Test
    void startsWithAnEmptyFolder() throws IOException {
        Files.writeString(folder.resolve("fetch-1.zip"), "half of it");
        store(1000);
        assertThat(files()).isEmpty();
    }
}
