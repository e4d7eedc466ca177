package dev.davit.operator.lambda.function;

import dev.davit.operator.kernel.Names;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Pure: size and digest of code. */
final class FunctionContent {
    private FunctionContent() {}

    /** Bytes of names and contents together, as the stored object counts them. */
    static long size(Map<String, String> files) {
        return files.entrySet().stream()
                .mapToLong(file -> utf8(file.getKey()).length + (long) utf8(file.getValue()).length)
                .sum();
    }

    /** SHA-256 of the files, in base64 as AWS shows it; the same for the same files in any order. */
    static String sha256(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                write(out, utf8(file.getKey()));
                write(out, utf8(file.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return base64(bytes.toByteArray());
    }

    /** SHA-256 of an image's name, in base64. */
    static String sha256(String imageUri) {
        return base64(utf8(imageUri));
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(Names.sha256(content));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
