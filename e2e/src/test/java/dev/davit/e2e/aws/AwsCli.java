package dev.davit.e2e.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The AWS CLI: a process a call, which shows no headers and of errors the type and the message alone. */
public final class AwsCli implements AwsClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ERROR = Pattern.compile(
            "An error occurred \\((\\w+)\\) when calling the \\w+ operation(?: \\([^)]*\\))?: (.*)", Pattern.DOTALL);

    private final Account account;
    private final Path program;

    /** {@code clients} is the folder that has it. */
    public AwsCli(Account account, Path clients) {
        this.account = account;
        this.program = clients.resolve("bin/aws");
    }

    /** What an AWS client finds its endpoint and its key by. */
    static Map<String, String> environment(Account account) {
        return Map.of(
                "AWS_ENDPOINT_URL",
                account.davit().cluster().invokeEndpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                account.key().id(),
                "AWS_SECRET_ACCESS_KEY",
                account.key().secret(),
                "AWS_DEFAULT_REGION",
                "us-east-1",
                "AWS_MAX_ATTEMPTS",
                "1",
                "AWS_PAGER",
                "");
    }

    @Override
    public AwsAnswer call(AwsCall call) {
        try {
            Path event = Files.createTempFile("event", ".json");
            Path answer = Files.createTempFile("answer", ".json");
            try {
                return run(call, event, answer);
            } finally {
                Files.delete(event);
                Files.delete(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AwsAnswer run(AwsCall call, Path event, Path answer) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "lambda", call.operation()));
        call.parameters().forEach((name, value) -> command.addAll(List.of(option(name), value)));
        if (call.payload() != null) {
            Files.writeString(event, call.payload());
            boolean async = call.operation().equals("invoke-async");
            command.addAll(
                    async ? List.of("--invoke-args", event.toString()) : List.of("--payload", "fileb://" + event));
        }
        boolean invoke = call.operation().equals("invoke");
        if (invoke) {
            command.add(answer.toString());
        }
        Program aws = Program.of(command);
        environment(account).forEach(aws::with);
        if (call.secret() != null) {
            aws.with("AWS_SECRET_ACCESS_KEY", call.secret());
        }
        Program.Result result = aws.result();
        Matcher error = ERROR.matcher(result.err().strip());
        if (error.find()) {
            return new AwsAnswer(0, Map.of(), error.group(1), error.group(2), Map.of(), null);
        }
        if (result.status() != 0) {
            throw new IllegalStateException(command + " ended with " + result.status() + ": " + result.err());
        }
        Map<String, String> members = new HashMap<>();
        JsonNode told = JSON.readTree(result.out());
        told.properties()
                .forEach(each -> members.put(each.getKey(), each.getValue().asText()));
        int status = told.path("StatusCode").asInt(told.path("Status").asInt(200));
        return new AwsAnswer(status, Map.of(), null, null, members, invoke ? Files.readString(answer) : null);
    }

    /** {@code FunctionName} is {@code --function-name} on the command line. */
    private static String option(String name) {
        return "--" + name.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "AWS CLI";
    }
}
