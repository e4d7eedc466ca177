package dev.davit.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A parked environment and its gateway, for each test. */
abstract class StandbyCase {
    static final String ECHO = """
            public class Handler {
                public Object handle(Object event) { return event; }
            }
            """;

    @TempDir
    Path folder;

    FakeGateway gateway;
    Environment environment;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private int environments;

    @BeforeEach
    void park() throws Exception {
        gateway = new FakeGateway(0);
        environment = start(Map.of());
    }

    @AfterEach
    void closeAll() throws Exception {
        gateway.close();
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    Environment start(Map<String, String> variables) throws IOException {
        environments++;
        task().toFile().mkdir();
        opt().toFile().mkdir();
        Environment started = new Environment(gateway.address(), task(), opt(), variables);
        opened.add(started);
        return started;
    }

    Path task() {
        return folder.resolve("task" + environments);
    }

    Path opt() {
        return folder.resolve("opt" + environments);
    }

    void load(String handler, Map<String, String> variables, Map<String, String> files) throws Exception {
        gateway.expect(FakeGateway.STANDBY);
        gateway.claim(handler, variables, Map.of("inline", files), List.of());
        gateway.expect(FakeGateway.NEXT);
    }

    void load(String source) throws Exception {
        load("Handler::handle", Map.of(), Map.of("Handler.java", source));
    }

    FakeGateway.Request call(String event) throws Exception {
        gateway.invoke(event, false);
        FakeGateway.Request answer = gateway.expect(FakeGateway.RESPONSE);
        gateway.expect(FakeGateway.NEXT);
        return answer;
    }

    FakeGateway.Request initError(String handler, Map<String, String> files) throws Exception {
        gateway.expect(FakeGateway.STANDBY);
        gateway.claim(handler, Map.of(), Map.of("inline", files), List.of());
        return gateway.expect(FakeGateway.INIT_ERROR);
    }

    static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
