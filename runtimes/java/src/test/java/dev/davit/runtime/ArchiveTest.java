package dev.davit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest extends StandbyCase {

    @Test
    void runsClassesAndJarsFromAnArchiveAndUnpacksLayersInOrder() throws Exception {
        byte[] helper = compiled("Helper", "public class Helper { public static int twice(int x) { return 2 * x; } }");
        byte[] handler =
                compiled("Handler", "public class Handler { public int handle(int e) { return Helper.twice(e); } }");
        gateway.expect(FakeGateway.STANDBY);
        var code = gateway.serve(
                zip(Map.of("Handler.class", handler, "lib/helper.jar", zip(Map.of("Helper.class", helper)))));
        var first = gateway.serve(zip(Map.of("java/lib/a", bytes("first"), "java/lib/b", bytes("b"))));
        var second = gateway.serve(zip(Map.of("java/lib/a", bytes("second"))));
        gateway.claim("Handler::handle", Map.of(), Map.of("archive", code), List.of(first, second));
        for (var archive : List.of(first, second, code)) {
            gateway.expect((String) archive.get("path"));
        }
        gateway.expect(FakeGateway.NEXT);
        assertThat(call("20").body()).isEqualTo("40");
        assertThat(opt().resolve("java/lib/a")).hasContent("second");
        assertThat(opt().resolve("java/lib/b")).hasContent("b");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opt().resolve("java/lib/a"))))
                .isEqualTo("r--r--r--");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(task().resolve("lib"))))
                .isEqualTo("r-xr-xr-x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "size", "path"})
    void refusesAnArchiveThatIsNotTheOneMeant(String field) throws Exception {
        gateway.expect(FakeGateway.STANDBY);
        Map<String, Object> code = new HashMap<>(gateway.serve(zip(Map.of("a", bytes("a")))));
        code.put(field, field.equals("size") ? 3 : field.equals("path") ? "/2026-11-01/code/none" : "0".repeat(64));
        gateway.claim("Handler", Map.of(), Map.of("archive", code), List.of());
        FakeGateway.Request last = gateway.expect((String) code.get("path"));
        while (!last.path().equals(FakeGateway.INIT_ERROR)) {
            last = gateway.next();
        }
        assertThat(last.text("errorType")).isEqualTo("Runtime.CodeUnavailable");
        assertThat(environment.status()).isEqualTo(1);
        assertThat(task()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escape", "/tmp/escape", "a/../../escape"})
    void refusesAnEntryThatLeadsOut(String name) throws Exception {
        Path file = Files.write(folder.resolve("code.zip"), zip(Map.of(name, bytes("x"))));
        assertThatThrownBy(() -> new Unpacking().unpack(file, task()))
                .hasFieldOrPropertyWithValue("type", "Runtime.UnsafePath");
    }

    @Test
    void keepsWhichEntriesArePrograms() throws Exception {
        Path file = Files.write(folder.resolve("code.zip"), withMode(zip(Map.of("tool", bytes("#!/bin/sh"))), 0100755));
        new Unpacking().unpack(file, task());
        assertThat(task().resolve("tool")).isExecutable();
    }

    @Test
    void refusesLinks() throws Exception {
        Path file = Files.write(folder.resolve("code.zip"), withMode(zip(Map.of("link", bytes("/etc"))), 0120777));
        assertThatThrownBy(() -> new Unpacking().unpack(file, task()))
                .hasFieldOrPropertyWithValue("type", "Runtime.UnsafePath")
                .hasMessageContaining("links and devices are not unpacked");
        assertThat(task()).isEmptyDirectory();
    }

    @Test
    void refusesMoreBytesOrEntriesThanTheLimitOfAllArchivesTogether() throws Exception {
        Path file = Files.write(folder.resolve("code.zip"), zip(Map.of("a", new byte[60])));
        Unpacking bytes = new Unpacking(100, 10);
        bytes.unpack(file, task());
        assertThatThrownBy(() -> bytes.unpack(file, task()))
                .hasFieldOrPropertyWithValue("type", "Runtime.CodeTooLarge")
                .hasMessage("Unzipped size must be smaller than 262144000 bytes");
        Unpacking entries = new Unpacking(1000, 1);
        entries.unpack(file, task());
        assertThatThrownBy(() -> entries.unpack(file, task()))
                .hasFieldOrPropertyWithValue("type", "Runtime.CodeTooLarge");
    }

    @Test
    void saysThatTheCodeIsNoArchive() throws Exception {
        Path file = Files.writeString(folder.resolve("code.zip"), "text");
        assertThatThrownBy(() -> new Unpacking().unpack(file, task()))
                .hasFieldOrPropertyWithValue("type", "Runtime.InvalidArchive");
    }

    /** The archive's only entry as if made on a Unix with this mode. */
    private static byte[] withMode(byte[] zip, int mode) {
        for (int at = 0; at < zip.length; at++) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
                zip[at + 5] = 3;
                zip[at + 40] = (byte) mode;
                zip[at + 41] = (byte) (mode >>> 8);
                return zip;
            }
        }
        throw new IllegalArgumentException("not an archive");
    }

    private byte[] compiled(String name, String source) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, problems, problems, "-d", classes.toString(), "-cp", classes.toString(), file.toString());
        assertThat(status).as(problems.toString()).isZero();
        return Files.readAllBytes(classes.resolve(name + ".class"));
    }
}
