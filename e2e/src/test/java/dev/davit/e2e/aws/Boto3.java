package dev.davit.e2e.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.testkit.davit.Account;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** AWS's SDK for Python, in a process that is asked line by line. */
public final class Boto3 implements AwsClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    /** Starts it; {@code clients} is the folder that has it. */
    public static Boto3 of(Account account, Path clients) {
        var script = Path.of("src/test/resources/aws/boto3_client.py").toAbsolutePath();
        var builder = new ProcessBuilder(clients.resolve("bin/python").toString(), script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(AwsCli.environment(account));
        try {
            return new Boto3(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Boto3(Process process) {
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    @Override
    public AwsAnswer call(AwsCall call) {
        return answer(ask(request(call, 1)));
    }

    /** Makes the call as often as the SDK's own rules let it; how often it tried again. */
    public int retries(AwsCall call, int attempts) {
        return ask(request(call, attempts)).path("retries").asInt();
    }

    /** Gets a function's URL with these headers, signed for IAM or not. */
    public AwsAnswer url(String url, boolean signed, Map<String, String> headers) {
        ObjectNode request = JSON.createObjectNode().put("url", url).put("signed", signed);
        headers.forEach(request.putObject("headers")::put);
        return answer(ask(request));
    }

    private static ObjectNode request(AwsCall call, int attempts) {
        ObjectNode request = JSON.createObjectNode()
                .put("operation", call.operation().replace('-', '_'))
                .put("payload", call.payload())
                .put("secret", call.secret())
                .put("attempts", attempts)
                .put("own", attempts > 1 || call.secret() != null);
        call.parameters().forEach(request.putObject("parameters")::put);
        return request;
    }

    private synchronized JsonNode ask(ObjectNode request) {
        try {
            in.write(JSON.writeValueAsString(request));
            in.newLine();
            in.flush();
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("boto3 ended with " + process.exitValue());
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AwsAnswer answer(JsonNode told) {
        return new AwsAnswer(
                told.path("status").asInt(),
                texts(told.path("headers")),
                told.path("type").asText(null),
                told.path("message").asText(null),
                texts(told.path("members")),
                told.path("payload").asText(null));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }

    @Override
    public void close() {
        process.destroy();
    }

    @Override
    public String toString() {
        return "boto3";
    }
}
