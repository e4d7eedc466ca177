package dev.davit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandbyTest extends StandbyCase {

    @Test
    void answersWithTheResultOfAHandlerThatComesAsSource() throws Exception {
        String handler = """
                package example;
                import com.amazonaws.services.lambda.runtime.*;
                import java.util.Map;
                public class Hello implements RequestHandler<Map<String, String>, Map<String, String>> {
                    public Map<String, String> handleRequest(Map<String, String> event, Context context) {
                        return Map.of("hello", Words.loud(event.get("name")), "from", context.getFunctionName());
                    }
                }
                """;
        String words =
                "package example; class Words { static String loud(String word) { return word.toUpperCase(); } }";
        load("example.Hello", Map.of(), Map.of("example/Hello.java", handler, "example/Words.java", words));
        assertThat(call("{\"name\":\"davit\"}").json().toString())
                .contains("\"hello\":\"DAVIT\"")
                .contains("\"from\":\"hello\"");
    }

    @Test
    void asksForTheNextInvocationAfterAnAnswerAndAfterAnError() throws Exception {
        load("public class Handler { public int handle(int event) { return 6 / event; } }");
        assertThat(call("2").body()).isEqualTo("3");
        gateway.invoke("0", false);
        FakeGateway.Request error = gateway.expect(FakeGateway.ERROR);
        assertThat(error.text("errorType")).isEqualTo("java.lang.ArithmeticException");
        assertThat(error.text("errorMessage")).isEqualTo("/ by zero");
        assertThat(error.json().getAsJsonObject().get("stackTrace").toString())
                .contains("Handler.handle(Handler.java:1)");
        gateway.expect(FakeGateway.NEXT);
        assertThat(call("3").body()).isEqualTo("2");
    }

    @Test
    void sendsTheWholeHostAndPortOnEveryRequest() throws Exception {
        assertThat(gateway.expect(FakeGateway.STANDBY).headers().getFirst("Host"))
                .isEqualTo(gateway.address());
        gateway.claim("Handler::handle", Map.of(), Map.of("inline", Map.of("Handler.java", ECHO)), List.of());
        assertThat(gateway.expect(FakeGateway.NEXT).headers().getFirst("Host")).isEqualTo(gateway.address());
        assertThat(call("1").headers().getFirst("Host")).isEqualTo(gateway.address());
    }

    @Test
    void showsTheFunctionItsEnvironment() throws Exception {
        String source = """
                import com.amazonaws.services.lambda.runtime.Context;
                import java.util.*;
                public class Handler {
                    static final String AT_START = System.getenv("TABLE");
                    public Object handle(Object event, Context context) throws Exception {
                        Map<String, String> seen = new HashMap<>(System.getenv());
                        seen.put("start", AT_START);
                        seen.put("child", new String(new ProcessBuilder("env").start().getInputStream().readAllBytes()));
                        seen.put("cwd", new java.io.File("").getAbsolutePath());
                        seen.put("zone", TimeZone.getDefault().getID());
                        seen.put("group", context.getLogGroupName());
                        seen.put("memory", String.valueOf(context.getMemoryLimitInMB()));
                        return seen;
                    }
                }
                """;
        gateway.close();
        gateway = new FakeGateway(0);
        environment = start(Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1"));
        load("Handler::handle", Map.of("TABLE", "users", "TZ", "Europe/Paris"), Map.of("Handler.java", source));
        FakeGateway.Request seen = call("{}");
        Map<String, String> expected = new HashMap<>(Map.of(
                "_HANDLER",
                "Handler::handle",
                "TABLE",
                "users",
                "start",
                "users",
                "TZ",
                "Europe/Paris",
                "zone",
                "Europe/Paris",
                "group",
                "/aws/lambda/hello",
                "memory",
                "256",
                "AWS_LAMBDA_FUNCTION_NAME",
                "hello",
                "cwd",
                task().toString()));
        expected.forEach((name, value) -> assertThat(seen.text(name)).as(name).isEqualTo(value));
        assertThat(seen.text("child")).contains("TABLE=users\n").doesNotContain("KUBERNETES");
        assertThat(seen.body()).doesNotContain("KUBERNETES");
    }

    @Test
    void startsAnewWhenAVariableIsReadOnlyAtProcessStart() throws Exception {
        String source = """
                public class Handler {
                    public String handle(Object event) {
                        return System.getProperty("given") + " " + Runtime.getRuntime().maxMemory() / 1048576 + " "
                                + java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName();
                    }
                }
                """;
        Map<String, String> options = Map.of("JAVA_TOOL_OPTIONS", "-Dgiven=yes -Xmx100m -XX:+UseParallelGC");
        load("Handler::handle", options, Map.of("Handler.java", source));
        assertThat(call("1").body()).matches("\"yes \\d+ PS .*\"");
        List<String> lines = environment.linesTo("REPORT");
        assertThat(lines).filteredOn(line -> line.startsWith("INIT_START")).hasSize(1);
        assertThat(lines.getLast()).contains("Init Duration");
    }

    @Test
    void startsAWrapperThatTheFunctionBrings() throws Exception {
        gateway.expect(FakeGateway.STANDBY);
        Map<String, String> files = Map.of(
                "Handler.java",
                "public class Handler { public String handle(Object event) { return System.getenv(\"WRAPPED\"); } }",
                "wrapper",
                "#!/bin/sh\nWRAPPED=yes exec \"$@\"\n");
        String wrapper = task().resolve("wrapper").toString();
        gateway.claim(
                "Handler::handle", Map.of("AWS_LAMBDA_EXEC_WRAPPER", wrapper), Map.of("inline", files), List.of());
        gateway.expect(FakeGateway.NEXT);
        assertThat(call("1").body()).isEqualTo("\"yes\"");
    }

    @ParameterizedTest
    @CsvSource({"missing,127,does not exist", "Handler.java,126,is not an executable"})
    void exitsAsAShellDoesWhenAWrapperCannotBeRun(String name, int status, String words) throws Exception {
        gateway.expect(FakeGateway.STANDBY);
        String wrapper = task().resolve(name).toString();
        Map<String, String> variables = Map.of("AWS_LAMBDA_EXEC_WRAPPER", wrapper);
        gateway.claim("Handler::handle", variables, Map.of("inline", Map.of("Handler.java", ECHO)), List.of());
        assertThat(environment.linesTo(wrapper).getLast()).isEqualTo(wrapper + ": " + words);
        assertThat(environment.status()).isEqualTo(status);
    }

    @Test
    void makesInlineCodeReadOnlyAndItsScriptsPrograms() throws Exception {
        load("Handler::handle", Map.of(), Map.of("Handler.java", ECHO, "bin/tool", "#!/bin/sh\n", "bin/data", "x"));
        Map<String, String> modes = Map.of(
                "Handler.java", "r--r--r--",
                "Handler.class", "r--r--r--",
                "bin", "r-xr-xr-x",
                "bin/tool", "r-xr-xr-x",
                "bin/data", "r--r--r--");
        for (Map.Entry<String, String> mode : modes.entrySet()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(task().resolve(mode.getKey()))))
                    .as(mode.getKey())
                    .isEqualTo(mode.getValue());
        }
    }

    @Test
    void saysOfAMissingClassWhatAwsSays() throws Exception {
        load("example.Missing", Map.of(), Map.of("Handler.java", ECHO));
        gateway.invoke("1", false);
        FakeGateway.Request error = gateway.expect(FakeGateway.ERROR);
        assertThat(error.text("errorType")).isEqualTo("java.lang.ClassNotFoundException");
        assertThat(error.text("errorMessage")).isEqualTo("Class not found: example.Missing");
    }

    @Test
    void postsAnInitErrorWhenTheClassCannotBeInitialised() throws Exception {
        FakeGateway.Request error = initError(
                "Handler::handle",
                Map.of(
                        "Handler.java",
                        "public class Handler { static { if (true) throw new IllegalStateException(\"no\"); }"
                                + " public int handle(int event) { return 1; } }"));
        assertThat(error.text("errorType")).isEqualTo("java.lang.ExceptionInInitializerError");
        assertThat(environment.linesTo("INIT_REPORT").getLast())
                .matches(
                        "INIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init\tStatus: error\tError Type: Function\\.Unknown\n?");
        assertThat(environment.status()).isEqualTo(1);
    }

    @Test
    void postsAnInitErrorWithTheCompilersWordsWhenASourceIsWrong() throws Exception {
        FakeGateway.Request error = initError("Handler", Map.of("Handler.java", "public class Handler { int x = y; }"));
        assertThat(error.text("errorType"))
                .isEqualTo("Runtime.UserCodeSyntaxError")
                .isEqualTo(error.headers().getFirst("Lambda-Runtime-Function-Error-Type"));
        assertThat(error.text("errorMessage")).startsWith("Handler.java:1: error: cannot find symbol");
        assertThat(environment.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../Escape.java", "/tmp/Escape.java", "a/../../Escape.java", ""})
    void refusesAPathOutsideTheTaskRoot(String name) throws Exception {
        FakeGateway.Request error = initError("Handler", Map.of(name, "class Escape {}"));
        assertThat(error.text("errorType")).isEqualTo("Runtime.UnsafePath");
        assertThat(environment.status()).isEqualTo(1);
        assertThat(task()).isEmptyDirectory();
    }

    @Test
    void pollsAgainWhenTheGatewayWasAwayOrRefused() throws Exception {
        gateway.expect(FakeGateway.STANDBY);
        gateway.refusePoll(503);
        gateway.expect(FakeGateway.STANDBY);
        int port = gateway.port();
        gateway.close();
        gateway = new FakeGateway(port);
        load(ECHO);
        assertThat(call("\"back\"").body()).isEqualTo("\"back\"");
    }

    @Test
    void stopsAtSigtermWhileParked() throws Exception {
        gateway.expect(FakeGateway.STANDBY);
        environment.terminate();
        assertThat(environment.status()).isEqualTo(143);
    }

    @Test
    void keepsTheHeapWithinTheFunctionsMemory() throws Exception {
        load(
                "public class Handler { public String handle(Object event) { return java.lang.management.ManagementFactory"
                        + ".getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class).getVMOption(\"MaxRAMPercentage\").getValue(); } }");
        assertThat(call("1").body()).startsWith("\"75");
    }

    @Test
    void saysThatMemoryIsShortWhenTheSourceDoesNotCompileInIt() {
        assertThat(InitFailure.of(new OutOfMemoryError("Java heap space")))
                .hasFieldOrPropertyWithValue("type", "Runtime.OutOfMemory")
                .hasMessage("The function's memory is too small to load it: Java heap space");
        assertThat(InitFailure.of(new java.io.IOException("no")))
                .hasFieldOrPropertyWithValue("type", "Runtime.InitError")
                .hasMessage("java.io.IOException: no");
    }
}
