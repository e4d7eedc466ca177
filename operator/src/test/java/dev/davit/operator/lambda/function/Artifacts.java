package dev.davit.operator.lambda.function;

import com.sun.net.httpserver.HttpServer;
import dev.davit.operator.config.CodeConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A web server with archives, good ones and bad ones; the operator is told to trust its address and no other. */
final class Artifacts implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final AtomicInteger requests = new AtomicInteger();

    /** What the installation allows: 127.0.0.1 alone, and an S3 endpoint when there is one. */
    record Settings(Optional<String> s3Endpoint) implements CodeConfig {
        Settings() {
            this(Optional.empty());
        }

        @Override
        public boolean archivesEnabled() {
            return true;
        }

        @Override
        public Optional<List<String>> allowedHosts() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> allowedCidrs() {
            return Optional.of(List.of("127.0.0.1/32"));
        }

        @Override
        public Optional<List<String>> clusterCidrs() {
            return Optional.empty();
        }

        @Override
        public String clusterDomain() {
            return "cluster.local";
        }

        @Override
        public String s3Region() {
            return "us-east-1";
        }

        @Override
        public Optional<String> s3AccessKeyId() {
            return Optional.empty();
        }

        @Override
        public Optional<String> s3SecretAccessKey() {
            return Optional.empty();
        }
    }

    Artifacts() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] file = files.get(exchange.getRequestURI().getPath());
            try (exchange) {
                if (exchange.getRequestURI().getPath().equals("/huge")) {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] some = new byte[1 << 20];
                    for (int i = 0; i < 300; i++) {
                        exchange.getResponseBody().write(some);
                    }
                } else if (file == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    exchange.sendResponseHeaders(200, file.length);
                    exchange.getResponseBody().write(file);
                }
            }
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String serve(String path, byte[] file) {
        files.put(path, file);
        return address() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** An archive whose files have these names. */
    static byte[] zip(String... names) {
        return zip(out -> {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write("def handler(e, c): return 1".getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    interface Content {
        void write(ZipOutputStream out) throws IOException;
    }

    static byte[] zip(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            content.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] zeros(long count) {
        return zip(out -> {
            out.putNextEntry(new ZipEntry("bomb"));
            write(out, count);
        });
    }

    private static void write(OutputStream out, long count) throws IOException {
        byte[] some = new byte[1 << 20];
        for (long left = count; left > 0; left -= some.length) {
            out.write(some, 0, (int) Math.min(some.length, left));
        }
    }

    static byte[] manyEntries() {
        return zip(out -> {
            for (int i = 0; i < 100_000; i++) {
                out.putNextEntry(new ZipEntry("f" + i));
            }
        });
    }

    /** The last entry is a symbolic link by its mode. */
    static byte[] symbolicLink() {
        byte[] zip = zip("app.py", "link");
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int last = zip.length - 22;
        while (bytes.getInt(last) != 0x02014b50) {
            last--;
        }
        bytes.putInt(last + 38, 0120777 << 16);
        return zip;
    }

    /** The last entry is a hard link by its extra field. */
    static byte[] hardLink() {
        return zip(out -> {
            ZipEntry link = new ZipEntry("link");
            link.setExtra(ByteBuffer.allocate(22)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) 0x000d)
                    .putShort((short) 18)
                    .array());
            out.putNextEntry(link);
        });
    }
}
