package dev.davit.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Starts anew, as the same process, for variables that the JVM, the C library or a wrapper reads when a process starts. */
final class Relaunch {
    static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
    private static final Pattern READ_AT_START =
            Pattern.compile("_?JAVA_(TOOL_)?OPTIONS|JDK_JAVA_OPTIONS|LD_.*|MALLOC_.*|GLIBC_.*|" + WRAPPER);
    /** As AWS's runtimes start a wrapper: the answer to the invoker is made of the exit status. */
    private static final String WRAPPED = """
            [ -f "$0" ] || { echo "$0: does not exist"; exit 127; }
            [ -x "$0" ] || { echo "$0: is not an executable"; exit 126; }
            exec "$0" "$@"
            """;

    private static final Pattern CHOSEN_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC\\b");

    private Relaunch() {}

    static boolean needed(Map<String, String> given) {
        return given.keySet().stream()
                .anyMatch(name -> READ_AT_START.matcher(name).matches());
    }

    /** Does not return, unless it cannot be. */
    static void now(Map<String, String> variables, long startedNanos) throws IOException, InitFailure {
        String arguments = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
        String java = Path.of("/proc/self/exe").toRealPath().toString();
        List<String> command = command(java, List.of(arguments.split("\0")), variables, startedNanos);
        List<String> environment = new ArrayList<>();
        variables.forEach((name, value) -> environment.add(name + "=" + value));
        int error = NativeProcess.execute(command, environment);
        throw new InitFailure(
                "Runtime.InvalidEntrypoint", "fork/exec " + command.getFirst() + ": error " + error + " of execve");
    }

    /** This process's own command line; a collector that the function chooses goes before ours, as two are an error. */
    static List<String> command(String java, List<String> present, Map<String, String> variables, long startedNanos) {
        List<String> command = new ArrayList<>();
        String wrapper = variables.getOrDefault(WRAPPER, "");
        if (!wrapper.isEmpty()) {
            command.addAll(List.of("/bin/sh", "-c", WRAPPED, wrapper));
        }
        command.add(java);
        String options = variables.getOrDefault("JAVA_TOOL_OPTIONS", "")
                + variables.getOrDefault("_JAVA_OPTIONS", "")
                + variables.getOrDefault("JDK_JAVA_OPTIONS", "");
        if (CHOSEN_COLLECTOR.matcher(options).find()) {
            command.add("-XX:-UseSerialGC");
        }
        command.addAll(present.subList(1, present.size()));
        command.add(Long.toString(startedNanos));
        return command;
    }
}
