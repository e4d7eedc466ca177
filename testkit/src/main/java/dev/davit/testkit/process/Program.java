package dev.davit.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program to run once, with a time limit; fails with the end of what it printed. Never through a shell. */
public final class Program {

    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private Duration limit = Duration.ofMinutes(2);

    private Program(List<String> command) {
        this.command = List.copyOf(command);
    }

    public static Program of(List<String> command) {
        return new Program(command);
    }

    public static Program of(String program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(program);
        command.addAll(List.of(arguments));
        return new Program(command);
    }

    public Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Program within(Duration time) {
        limit = time;
        return this;
    }

    /** What it printed on standard output; an exception that carries both outputs where it did not end with 0. */
    public String output() {
        var result = run();
        if (result.status != 0) {
            throw new IllegalStateException(
                    "%s ended with %d:%n%s%n%s".formatted(command, result.status, tail(result.out), tail(result.err)));
        }
        return result.out;
    }

    /** Its exit code; 127 where the program does not exist. */
    public int status() {
        try {
            return run().status;
        } catch (UncheckedIOException e) {
            return 127;
        }
    }

    /** How it ended and what it printed, whatever its exit code was. */
    public Result result() {
        return run();
    }

    /** A program's exit code and its two outputs. */
    public record Result(int status, String out, String err) {}

    private Result run() {
        try {
            Path out = Files.createTempFile("davit", ".out");
            Path err = Files.createTempFile("davit", ".err");
            try {
                var builder = new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                var process = builder.start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(
                            "%s did not end within %s:%n%s".formatted(command, limit, tail(text(err))));
                }
                return new Result(process.exitValue(), text(out), text(err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static String tail(String text) {
        return text.length() <= 4_000 ? text : "…" + text.substring(text.length() - 4_000);
    }
}
