package dev.davit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A standby process with a task root and a folder of layers of its own. */
final class Environment implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    Environment(String address, Path task, Path opt, Map<String, String> variables) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:Flags=" + Path.of("jvm.flags").toAbsolutePath(),
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Ddavit.opt=" + opt,
                "-Ddavit.native=" + Path.of("target/native/jni").toAbsolutePath(),
                "-cp",
                // An empty entry, such as Surefire's last, would be the task root.
                System.getProperty("java.class.path").replaceFirst(":$", ""),
                Standby.class.getName());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(task.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", address);
        builder.environment().putAll(variables);
        process = builder.start();
        output = process.inputReader();
    }

    void terminate() {
        process.destroy();
    }

    int status() throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("the process ends").isTrue();
        return process.exitValue();
    }

    /** What the process wrote, up to the first line that starts like this. */
    List<String> linesTo(String last) throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            String line = output.readLine();
            assertThat(line)
                    .as("the output goes on to " + last + ", after " + lines)
                    .isNotNull();
            lines.add(line);
        } while (!lines.getLast().startsWith(last));
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
