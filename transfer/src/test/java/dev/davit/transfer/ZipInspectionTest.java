package dev.davit.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipInspectionTest {

    private static final byte[] X = "x".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private TransferException refusal(Zip zip) {
        return refusal(zip.in(folder));
    }

    private static TransferException refusal(Path file) {
        TransferException refusal = catchThrowableOfType(TransferException.class, () -> ZipInspection.inspect(file));
        assertThat(refusal).as("was taken").isNotNull();
        return refusal;
    }

    private void refuses(Zip zip, Problem problem, String words) {
        TransferException refusal = refusal(zip);
        assertThat(refusal).hasMessageContaining(words);
        assertThat(refusal.problem()).isEqualTo(problem);
    }

    @Test
    void countsWhatTheJdksOwnArchivesHold() throws Exception {
        Path file = folder.resolve("jdk.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("lib/"));
            out.putNextEntry(new ZipEntry("lib/größe.py"));
            out.write(new byte[100_000]);
            out.putNextEntry(new ZipEntry("app.py"));
            out.write(X);
        }
        assertThat(ZipInspection.inspect(file)).isEqualTo(new ZipInspection.Contents(3, 100_001));
    }

    @Test
    void takesStoredEntriesFoldersAndExecutables() throws Exception {
        Zip zip = Zip.of("app.py")
                .file("bin/", new byte[0], entry -> entry.mode = 0040755)
                .file("bin/tool", X, entry -> entry.mode = 0100755)
                .file("stored", X, entry -> {
                    entry.method = 0;
                    entry.packed = X;
                });
        assertThat(ZipInspection.inspect(zip.in(folder))).isEqualTo(new ZipInspection.Contents(4, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "../evil.py, leaves the code folder",
        "lib/../../evil.py, leaves the code folder",
        "lib/.., leaves the code folder",
        "/etc/passwd, absolute path",
        "C:/windows/evil, absolute path",
        "lib\\..\\evil.py, backslash",
        "lib//app.py, empty part",
        "./app.py, empty part"
    })
    void refusesEntriesThatWouldGoElsewhere(String name, String words) {
        refuses(Zip.of("app.py", name), Problem.UNSAFE, words);
    }

    @Test
    void refusesNamesThatTerminalsOrFileSystemsWouldObey() {
        refuses(Zip.of("a\0b"), Problem.UNSAFE, "control character");
        refuses(Zip.of("a\u001b[31m"), Problem.UNSAFE, "\"a\\u001b[31m\"");
        refuses(Zip.of("x".repeat(256)), Problem.UNSAFE, "longer than 255 bytes");
        refuses(Zip.of("x/".repeat(600) + "y"), Problem.UNSAFE, "longer than 1024");
    }

    @Test
    void refusesSymbolicLinks() {
        Zip zip = Zip.of("app.py").file("link", "/etc/passwd".getBytes(StandardCharsets.UTF_8), e -> e.mode = 0120777);
        refuses(zip, Problem.UNSAFE, "is a symbolic link");
    }

    @Test
    void refusesHardLinks() {
        byte[] pkware = ByteBuffer.allocate(4 + 12 + 6)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x000d)
                .putShort((short) 18)
                .put(new byte[12])
                .put("app.py".getBytes(StandardCharsets.UTF_8))
                .array();
        refuses(Zip.of("app.py").file("link", X, e -> e.extra = pkware), Problem.UNSAFE, "is a hard link");
        byte[] asi = ByteBuffer.allocate(4 + 14 + 6)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x756e)
                .putShort((short) 20)
                .put(new byte[20])
                .array();
        refuses(Zip.of("app.py").file("link", X, e -> e.extra = asi), Problem.UNSAFE, "is a hard link");
    }

    @Test
    void refusesDevicesPipesAndFoldersThatAreFiles() {
        refuses(Zip.of().file("dev", X, e -> e.mode = 0020666), Problem.UNSAFE, "a device, a pipe or a socket");
        refuses(Zip.of().file("pipe", X, e -> e.mode = 0010666), Problem.UNSAFE, "a device, a pipe or a socket");
        refuses(Zip.of().file("folder", X, e -> e.mode = 0040755), Problem.UNSAFE, "a folder by its mode");
        refuses(Zip.of().file("folder/", X, e -> e.mode = 0), Problem.UNSAFE, "is a folder and has content");
    }

    @Test
    void refusesNamesThatAreThereTwice() {
        refuses(Zip.of("app.py", "app.py"), Problem.UNSAFE, "is there twice");
        refuses(Zip.of("lib", "lib/app.py"), Problem.UNSAFE, "below \"lib\", which is a file");
        refuses(Zip.of("lib/app.py", "lib"), Problem.UNSAFE, "is there twice");
    }

    @Test
    void refusesBombsThatSayWhatTheyAre() {
        refuses(Zip.of().zeros("bomb", 300_000_000, e -> {}), Problem.EXPANDS_TOO_FAR, "smaller than 262144000 bytes");
    }

    @Test
    void refusesBombsThatLieAboutTheirSize() {
        refuses(Zip.of().zeros("bomb", 300_000_000, e -> e.size = 10), Problem.INVALID, "does not unpack to");
    }

    @Test
    void refusesWhatOnlyACompressorWouldMake() {
        refuses(Zip.of().zeros("bomb", 100_000_000, e -> {}), Problem.EXPANDS_TOO_FAR, "looks like a zip bomb");
    }

    @Test
    void refusesOneContentThatManyEntriesShare() {
        Zip zip = new Zip();
        zip.zeros("one", 10_000, e -> {});
        zip.zeros("two", 10_000, e -> e.offset = 0L);
        refuses(zip, Problem.INVALID, "shares bytes");
    }

    @Test
    void refusesMoreEntriesThanThereMayBe() {
        Zip zip = new Zip();
        for (int i = 0; i < 20_001; i++) {
            zip.file("f" + i, new byte[0], e -> {});
        }
        refuses(zip, Problem.TOO_MANY_ENTRIES, "has 20,001 entries, and at most 20,000");
    }

    @Test
    void refusesAHundredThousandEntriesInTheZip64Form() throws IOException {
        Path file = folder.resolve("many.zip");
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(stream)) {
            for (int i = 0; i < 100_000; i++) {
                out.putNextEntry(new ZipEntry("f" + i));
            }
        }
        TransferException refusal = refusal(file);
        assertThat(refusal.problem()).isEqualTo(Problem.TOO_MANY_ENTRIES);
        assertThat(refusal).hasMessageContaining("65,535 or more entries, and at most 20,000");
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "<html>Not found</html>");
        assertThat(refusal(text)).hasMessageContaining("This is not a zip archive");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertThat(refusal(empty)).hasMessageContaining("This is not a zip archive");
    }

    @Test
    void refusesTruncatedArchivesWhereverTheyEnd() throws IOException {
        byte[] whole = Zip.of("app.py", "lib/other.py").bytes();
        for (int length = 4; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            TransferException refusal = refusal(file);
            assertThat(refusal.problem()).isEqualTo(Problem.INVALID);
            assertThat(refusal).hasMessageContaining("truncated");
        }
    }

    @Test
    void neverFallsOverDamagedArchives() throws IOException {
        byte[] whole = Zip.of("app.py", "lib/other.py").bytes();
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << bit);
                Path file = Files.write(folder.resolve("damaged"), damaged);
                try {
                    ZipInspection.inspect(file);
                } catch (TransferException e) {
                    assertThat(e.problem().passing()).isFalse();
                }
            }
        }
    }

    @Test
    void refusesDirectoriesThatSayOtherThanTheEntries() {
        refuses(Zip.of().file("good.py", X, e -> e.localName = "../x.py"), Problem.INVALID, "something else than");
        refuses(Zip.of().file("good.py", X, e -> e.localMethod = 0), Problem.INVALID, "something else than");
        refuses(Zip.of().file("good.py", X, e -> e.offset = 7L), Problem.INVALID, "not where the directory says");
        refuses(Zip.of().file("good.py", X, e -> e.crc ^= 1), Problem.INVALID, "another content");
        Zip few = Zip.of("a", "b");
        few.claimedEntries = 1;
        refuses(few, Problem.INVALID, "another number of entries");
    }

    @Test
    void refusesEncryptedEntriesAndOtherCompressions() {
        refuses(Zip.of().file("secret", X, e -> e.flags |= 1), Problem.INVALID, "is encrypted");
        refuses(Zip.of().file("packed", X, e -> e.method = 12), Problem.INVALID, "compressed with method 12");
    }

    @Test
    void refusesTheZip64FormOfAnEntry() {
        byte[] zip64 = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 1)
                .putShort((short) 8)
                .putLong(1)
                .array();
        refuses(Zip.of().file("large", X, e -> e.extra = zip64), Problem.INVALID, "zip64");
    }

    @Test
    void refusesASecondNameInAnExtraField() {
        byte[] name = "../evil".getBytes(StandardCharsets.UTF_8);
        byte[] unicode = ByteBuffer.allocate(4 + 5 + name.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x7075)
                .putShort((short) (5 + name.length))
                .put(new byte[5])
                .put(name)
                .array();
        refuses(Zip.of().file("good.py", X, e -> e.extra = unicode), Problem.INVALID, "has two names");
    }

    @Test
    void refusesAnEmptyArchive() {
        refuses(Zip.of(), Problem.INVALID, "it is empty");
    }
}
