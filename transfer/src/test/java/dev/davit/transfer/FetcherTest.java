package dev.davit.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {

    private static final byte[] BODY = "the archive".getBytes(StandardCharsets.UTF_8);
    private static final String HASH = Hashes.of(BODY);
    private static final Limits QUICK =
            new Limits(1000, Duration.ofSeconds(1), Duration.ofMillis(300), Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private WebServer server;

    @BeforeEach
    void open() throws IOException {
        server = new WebServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private static Destinations loopback() {
        return new Destinations(
                new Destinations.Settings(List.of(), List.of("127.0.0.0/8"), List.of(), "cluster.local"));
    }

    private static Fetcher fetcher() {
        return new Fetcher(loopback(), QUICK);
    }

    private TransferException failure(String path, String sha256) {
        return failure(fetcher(), Source.of(server.url(path), sha256));
    }

    private TransferException failure(Fetcher fetcher, Source source) {
        TransferException failure = catchThrowableOfType(TransferException.class, () -> fetcher.fetch(source, folder));
        assertThat(failure).as("was fetched").isNotNull();
        assertThat(folder).isEmptyDirectory();
        return failure;
    }

    @Test
    void streamsTheArchiveToAFileAndTellsItsHash() throws Exception {
        server.serve("/code.zip?v=1", BODY);
        Fetched fetched = fetcher().fetch(Source.of(server.url("/code.zip?v=1"), HASH), folder);
        assertThat(fetched.sha256()).isEqualTo(HASH);
        assertThat(fetched.size()).isEqualTo(BODY.length);
        assertThat(fetched.file()).hasBinaryContent(BODY).hasParent(folder);
        assertThat(server.requests.getFirst())
                .contains("GET /code.zip?v=1 HTTP/1.1", "Host: 127.0.0.1:" + server.port())
                .noneMatch(line -> line.startsWith("Authorization") || line.startsWith("Cookie"));
    }

    @Test
    void readsChunksAndBodiesThatEndWithTheConnection() throws Exception {
        server.text(
                "/chunks",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nthe \r\n7;x=y\r\narchive\r\n0\r\n\r\n");
        server.text("/open", "HTTP/1.0 200 OK\r\n\r\nthe archive");
        assertThat(fetcher()
                        .fetch(Source.of(server.url("/chunks"), HASH), folder)
                        .size())
                .isEqualTo(BODY.length);
        assertThat(fetcher().fetch(Source.of(server.url("/open"), HASH), folder).size())
                .isEqualTo(BODY.length);
    }

    @Test
    void refusesAnotherHash() {
        server.serve("/code.zip", BODY);
        TransferException failure = failure("/code.zip", "0".repeat(64));
        assertThat(failure.problem()).isEqualTo(Problem.HASH_MISMATCH);
        assertThat(failure).hasMessageContaining("has the SHA-256 " + HASH + ", not 000");
    }

    @Test
    void refusesWhatIsTooLargeBeforeAndWhileItComes() throws IOException {
        server.text("/announced", "HTTP/1.1 200 OK\r\nContent-Length: 314572800\r\n\r\n");
        assertThat(failure("/announced", HASH).problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(failure("/announced", HASH))
                .hasMessageContaining("may have 1,000 bytes, and")
                .hasMessageContaining("314,572,800");
        AtomicInteger written = new AtomicInteger();
        server.answer("/endless", out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (written.addAndGet(100_000) < 300_000_000) {
                out.write(new byte[100_000]);
            }
        });
        assertThat(failure("/endless", HASH).problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(written.get()).isLessThan(100_000_000);
    }

    @Test
    void triesAgainLaterWhenTheServerHasABadMoment() {
        server.text("/broken", "HTTP/1.1 503 Service Unavailable\r\n\r\n");
        server.text("/cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe");
        server.text("/cutchunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nthe");
        server.text("/mute", "");
        server.text("/nonsense", "SSH-2.0-OpenSSH\r\n");
        for (String path : List.of("/broken", "/missing", "/cut", "/cutchunk", "/mute", "/nonsense")) {
            assertThat(failure(path, HASH).problem().passing()).as(path).isTrue();
        }
        assertThat(failure("/missing", HASH)).hasMessageContaining("answered with status 404");
    }

    @Test
    void waitsNoLongerThanItMay() {
        server.answer("/silent", out -> awaitForever());
        server.answer("/dripping", out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 100; i++) {
                out.write('x');
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
        });
        long begun = System.nanoTime();
        assertThat(failure("/silent", HASH)).hasMessageContaining("it took too long");
        assertThat(failure("/dripping", HASH)).hasMessageContaining("it took too long");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    private static void awaitForever() {
        java.util.concurrent.locks.LockSupport.parkNanos(3_000_000_000L);
    }

    @Test
    void followsThreeRedirectsAndNoMore() throws Exception {
        server.redirect("/1", "/2").redirect("/2", server.url("/3")).redirect("/3", "code.zip");
        server.serve("/code.zip", BODY);
        Fetched fetched = fetcher().fetch(Source.of(server.url("/1"), HASH), folder);
        assertThat(fetched.size()).isEqualTo(BODY.length);
        Files.delete(fetched.file());
        server.redirect("/0", "/1");
        assertThat(failure("/0", HASH)).hasMessageContaining("redirects more than 3 times");
    }

    @Test
    void checksWhereRedirectsLead() {
        for (String to : List.of(
                "http://169.254.169.254/latest/meta-data/",
                "http://10.0.0.1/",
                "http://[::1]/",
                "file:///etc/passwd",
                "//kubernetes.default.svc/",
                "http://user:secret@127.0.0.1/")) {
            server.redirect("/away", to);
            TransferException failure = failure("/away", HASH);
            assertThat(failure.problem()).as(to).isEqualTo(Problem.ADDRESS_REFUSED);
            assertThat(failure).hasMessageNotContaining("secret");
        }
        assertThat(server.requests).hasSize(6);
    }

    @Test
    void neverGoesFromHttpsToHttp() throws TransferException {
        TransferException failure =
                catchThrowableOfType(TransferException.class, () -> Target.of("https://example.org/a")
                        .follow("http://example.org/b"));
        assertThat(failure).hasMessageContaining("redirects from https to http");
        assertThat(Target.of("http://example.org/a")
                        .follow("https://example.org/b")
                        .tls())
                .isTrue();
    }

    @Test
    void connectsToTheVeryAddressThatWasChecked() throws Exception {
        server.serve("/code.zip", BODY);
        AtomicInteger asked = new AtomicInteger();
        // A name that is harmless when it is checked and the loopback ever after.
        Resolver rebinding = name -> {
            asked.incrementAndGet();
            byte[] address = asked.get() == 1 ? new byte[] {127, 0, 0, 1} : new byte[] {10, 0, 0, 1};
            return new InetAddress[] {InetAddress.getByAddress(name, address)};
        };
        Fetcher fetcher = new Fetcher(loopback(), rebinding, QUICK, (SSLSocketFactory) SSLSocketFactory.getDefault());
        Source source = Source.of("http://rebinding.example.org:" + server.port() + "/code.zip", HASH);
        assertThat(fetcher.fetch(source, folder).size()).isEqualTo(BODY.length);
        assertThat(asked).hasValue(1);
        assertThat(server.requests.getFirst()).contains("Host: rebinding.example.org:" + server.port());
    }

    @Test
    void triesTheNextAddressWhenOneTakesNoConnection() throws Exception {
        server.serve("/code.zip", BODY);
        Resolver two = name -> new InetAddress[] {
            InetAddress.getByAddress(new byte[] {127, 0, 0, 9}), InetAddress.getByAddress(new byte[] {127, 0, 0, 1})
        };
        Fetcher fetcher = new Fetcher(loopback(), two, QUICK, (SSLSocketFactory) SSLSocketFactory.getDefault());
        Source source = Source.of("http://two.example.org:" + server.port() + "/code.zip", HASH);
        assertThat(fetcher.fetch(source, folder).size()).isEqualTo(BODY.length);
    }

    @Test
    void refusesANameOfWhichOneAddressIsPrivate() {
        Resolver mixed = name -> new InetAddress[] {
            InetAddress.getByAddress(new byte[] {93, (byte) 184, (byte) 216, 34}),
            InetAddress.getByAddress(new byte[] {10, 0, 0, 1})
        };
        Fetcher fetcher = new Fetcher(new Destinations(Destinations.Settings.strict()), mixed, QUICK, (SSLSocketFactory)
                SSLSocketFactory.getDefault());
        assertThat(failure(fetcher, Source.of("http://mixed.example.org/", HASH)))
                .hasMessageContaining("it is at 10.0.0.1, a private address");
    }

    @Test
    void asksForNamesWithoutTheClustersSearchDomains() {
        List<String> asked = new java.util.ArrayList<>();
        Resolver nothing = name -> {
            asked.add(name);
            throw new UnknownHostException(name);
        };
        Fetcher fetcher =
                new Fetcher(new Destinations(Destinations.Settings.strict()), nothing, QUICK, (SSLSocketFactory)
                        SSLSocketFactory.getDefault());
        assertThat(failure(fetcher, Source.of("https://code.example.org/a.zip", HASH)))
                .hasMessageContaining("There is no server called code.example.org");
        assertThat(asked).containsExactly("code.example.org.");
    }

    @Test
    void sendsHeadersToTheirOwnServerOnly() throws Exception {
        server.redirect("/signed", "/elsewhere").serve("/elsewhere", BODY);
        Source source =
                new Source(server.url("/signed"), HASH, none -> java.util.Map.of("Authorization", "secret"), true);
        fetcher().fetch(source, folder);
        assertThat(server.requests.getFirst()).contains("Authorization: secret");
        assertThat(server.requests.getLast()).doesNotContain("Authorization: secret");
        assertThat(Files.list(folder)).hasSize(1);
    }
}
