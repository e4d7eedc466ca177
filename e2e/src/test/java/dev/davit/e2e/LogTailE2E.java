package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.LogType;

/** {@code LogType: Tail}: the end of a call's log comes with its answer, however the call ended. */
@OnDavit
@Isolated
class LogTailE2E {

    private static final String FATES = """
            import os, signal, time
            print('loaded')
            def handler(event, context):
                print('asked to', event)
                if event == 'sleep': time.sleep(30)
                if event == 'exit': os._exit(3)
                if event == 'abort': os.kill(os.getpid(), signal.SIGABRT)""";

    private static final String SCRIPT = """
            #!/bin/sh
            api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
            while true; do
              event=$(curl -sS -D /tmp/head $api/next)
              id=$(grep -i aws-request-id /tmp/head | tr -d '\\r' | cut -d' ' -f2)
              echo "read $event"
              curl -sS -o /tmp/said -d "$event" $api/$id/response
            done""";

    /** The log without the request's id. */
    private static String tail(Account account, String function, String event) {
        var answer = account.lambda()
                .invoke(call ->
                        call.functionName(function).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String(event)));
        return new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8)
                .replace(answer.responseMetadata().requestId(), "<id>");
    }

    private static void ready(Account account, String name, String manifest) {
        account.apply(manifest);
        account.await(Function.class, name, Duration.ofMinutes(2), Stories::isReady);
    }

    @Test
    void theEndOfTheLogComesWithTheAnswer(Account account) {
        ready(account, "tailed", Manifests.pythonFunction("tailed", FATES));
        assertThat(tail(account, "tailed", "\"answer\""))
                .matches("START RequestId: <id> Version: \\$LATEST\nasked to answer\nEND RequestId: <id>\n"
                        + "REPORT RequestId: <id>\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms"
                        + "\tMemory Size: 128 MB\tMax Memory Used: [0-9]+ MB\tInit Duration: [0-9.]+ ms\t\n");
    }

    @Test
    void whatWasPrintedBeforeATimeOutOrACrashIsTold(Account account) {
        ready(account, "fated", Manifests.pythonFunction("fated", FATES).replace("timeout: 10", "timeout: 1"));
        assertThat(tail(account, "fated", "\"sleep\""))
                .startsWith("START RequestId: <id> Version: $LATEST\nasked to sleep\n")
                .containsPattern("Z <id> Task timed out after 1.00 seconds\n\nEND RequestId: <id>\nREPORT .*"
                        + "\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\t.*Status: timeout\n$");
        assertThat(tail(account, "fated", "\"exit\""))
                .contains("asked to exit\nRequestId: <id> Error: Runtime exited with error: exit status 3\n"
                        + "Runtime.ExitError\nEND RequestId: <id>\n")
                .endsWith("\tStatus: error\tError Type: Runtime.ExitError\n");
        assertThat(tail(account, "fated", "\"abort\""))
                .contains("asked to abort\nRequestId: <id> Error: Runtime exited with error: signal: aborted\n");
    }

    @Test
    void aFunctionThatCannotBeLoadedTellsItsInitialisation(Account account) {
        ready(account, "unloadable", Manifests.pythonFunction("unloadable", "print('reading')\nimport nowhere"));
        assertThat(tail(account, "unloadable", "1"))
                .startsWith("INIT_START Runtime Version: python:3.11")
                .contains("\nreading\n")
                .containsPattern("\nINIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init\tStatus: error"
                        + "\tError Type: Runtime.ImportModuleError\nSTART RequestId: <id> Version: \\$LATEST\nEND ");
    }

    @Test
    void aCustomRuntimesOwnLinesAreTold(Account account) {
        ready(
                account,
                "scripted",
                Manifests.pythonFunction("scripted", SCRIPT)
                        .replace("python3.11", "provided.al2023")
                        .replace("app.py", "bootstrap"));
        assertThat(tail(account, "scripted", "\"one\""))
                .contains("Version: $LATEST\nread \"one\"\nEND RequestId: <id>\n");
        assertThat(tail(account, "scripted", "\"two\""))
                .contains("Version: $LATEST\nread \"two\"\nEND RequestId: <id>\n")
                .doesNotContain("one");
    }
}
