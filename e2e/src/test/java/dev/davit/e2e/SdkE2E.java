package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.davit.api.common.Accounts;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.e2e.aws.AwsAnswer;
import dev.davit.e2e.aws.AwsCall;
import dev.davit.e2e.aws.AwsCli;
import dev.davit.e2e.aws.AwsClient;
import dev.davit.e2e.aws.Boto3;
import dev.davit.e2e.aws.InvokeTable;
import dev.davit.e2e.aws.InvokeTable.Ask;
import dev.davit.e2e.aws.JavaSdk;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Program;
import dev.davit.testkit.process.Repository;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS's own clients, unmodified, read from Davit what AWS would have answered: SDK for Java 2, boto3, AWS CLI. */
@OnDavit
class SdkE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    private static JavaSdk java;
    private static Boto3 python;
    private static AwsCli cli;
    private static String url;

    @BeforeAll
    static void functionsAndClients(Account account) {
        account.apply(Manifests.pythonFunction("rows", InvokeTable.code()).replace("timeout: 10", "timeout: 2"));
        account.apply(Manifests.pythonFunction("stopped", InvokeTable.code())
                .replace("timeout: 10", "timeout: 2\n  reservedConcurrentExecutions: 0"));
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Version
                metadata: {name: rows-1}
                spec: {functionRef: {from: {name: rows}}}
                ---
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Alias
                metadata: {name: live}
                spec: {functionRef: {from: {name: rows}}, functionVersion: "1"}
                ---
                apiVersion: lambda.davit.dev/v1alpha1
                kind: FunctionURLConfig
                metadata: {name: rows}
                spec: {functionName: rows, authType: AWS_IAM}
                """);
        account.await(Function.class, "rows", SOON, Stories::isReady);
        account.await(Function.class, "stopped", SOON, Stories::isReady);
        account.await(
                Version.class,
                "rows-1",
                SOON,
                v -> v.getStatus() != null && Stories.is(v.getStatus().conditions, "Ready", "True"));
        account.await(
                Alias.class,
                "live",
                SOON,
                a -> a.getStatus() != null && Stories.is(a.getStatus().conditions, "Ready", "True"));
        FunctionURLConfig own = account.await(
                FunctionURLConfig.class,
                "rows",
                SOON,
                u -> u.getStatus() != null && Stories.is(u.getStatus().conditions, "Ready", "True"));
        URI gateway = account.davit().cluster().invokeEndpoint();
        url = gateway.resolve(own.getStatus().urlPath).toString();
        clients(account);
        Awaitility.await("the alias at the gateway")
                .atMost(SOON)
                .until(() -> java.call(AwsCall.invoke("rows:live")).type() == null);
    }

    private static void clients(Account account) {
        java = new JavaSdk(account);
        Program.Result found = Program.of(Repository.file("hack/aws-clients").toString())
                .within(Duration.ofMinutes(5))
                .result();
        if (found.status() == 0) {
            Path clients = Path.of(found.out().strip());
            python = Boto3.of(account, clients);
            cli = new AwsCli(account, clients);
        }
    }

    @AfterAll
    static void end() {
        Stream.of(java, python, cli).filter(Objects::nonNull).forEach(AwsClient::close);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.davit.e2e.aws.InvokeTable#rows")
    void everyClientReadsWhatAwsAnswers(InvokeTable.Row row, Account account) {
        String id = Accounts.of(account.namespace());
        List<AwsClient> clients = asked(row.ask());
        assumeThat(clients)
                .as("boto3 and the AWS CLI come from PyPI, which was not reached")
                .isNotEmpty();
        for (AwsClient client : clients) {
            AwsAnswer answer = client.call(row.call().in(id)).renaming(id, InvokeTable.ACCOUNT);
            assertThat(answer).as(client.toString()).satisfies(row.expected());
        }
    }

    private static List<AwsClient> asked(Ask ask) {
        Stream<AwsClient> clients =
                switch (ask) {
                    case EVERYBODY -> Stream.of(java, python, cli);
                    case SDKS -> Stream.of(java, python);
                    case PYTHON -> Stream.of(python);
                };
        return clients.filter(Objects::nonNull).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "get-function-concurrency | stopped | | | ReservedConcurrentExecutions=0",
                "get-function-configuration | rows | | | State=Active",
                "get-alias | rows | live | | FunctionVersion=1",
                "get-provisioned-concurrency-config | rows | live | ProvisionedConcurrencyConfigNotFoundException |"
                        + " No Provisioned Concurrency Config found for this function",
                "get-function-event-invoke-config | rows | | ResourceNotFoundException | EventInvokeConfig",
                "get-policy | rows | | ResourceNotFoundException | The resource you requested does not exist.",
                "get-function | nope | | ResourceNotFoundException | Function not found: arn:aws:lambda:us-east-1:",
                "delete-function | rows | | UnsupportedOperationException | kubectl",
                "publish-version | rows | | UnsupportedOperationException | apply a Version",
                "get-function-url-config | rows | | UnsupportedOperationException | FunctionURLConfig"
            })
    void whatIsReadAndWhatIsNotWrittenHere(
            String operation, String function, String qualifier, String type, String words) {
        assumeThat(python).as("boto3, which comes from PyPI").isNotNull();
        AwsCall call = AwsCall.of(operation, function);
        if (qualifier != null) {
            call = call.with(operation.equals("get-alias") ? "Name" : "Qualifier", qualifier);
        }
        AwsAnswer answer = python.call(call);
        assertThat(answer.type()).as(answer.message()).isEqualTo(type);
        String[] member = words.split("=");
        assertThat(type == null ? answer.member(member[0]) : answer.message()).contains(member[member.length - 1]);
    }

    @ParameterizedTest
    @CsvSource({
        "invoke, rows:1, 2, x, InvalidParameterValueException, message",
        "invoke, rows, , x, InvalidRequestContentException, message",
        "invoke, stopped, , {}, TooManyRequestsException, message",
        "invoke, nope, , {}, ResourceNotFoundException, Message",
        "get-provisioned-concurrency-config, rows, live, , ProvisionedConcurrencyConfigNotFoundException, message"
    })
    void pythonProgramsFindTheMessageWhereTheModelHasIt(
            String operation, String function, String qualifier, String payload, String type, String member) {
        assumeThat(python).as("boto3, which comes from PyPI").isNotNull();
        AwsCall call = AwsCall.of(operation, function).payload(payload);
        AwsAnswer answer = python.call(qualifier == null ? call : call.with("Qualifier", qualifier));

        assertThat(answer.type()).isEqualTo(type);
        assertThat(answer.member(member)).isNotEmpty().isEqualTo(answer.message());
    }

    @Test
    void whatIsThrottledIsTriedAgainByTheSdksOwnRules() {
        assumeThat(python).as("boto3, which comes from PyPI").isNotNull();

        assertThat(python.retries(AwsCall.invoke("stopped"), 2)).isEqualTo(1);
        assertThat(python.retries(AwsCall.invoke("nope"), 2)).isZero();
    }

    @Test
    void aFunctionsUrlTakesBotocoresSignature() {
        assumeThat(python).as("boto3, which comes from PyPI").isNotNull();
        var answer = python.url(url + "a/b%20c?x=1&x=2&y=", true, Map.of("Cookie", "k=v; l=w", "X-Own", "1"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/json");
        assertThat(answer.payload())
                .contains("\"version\": \"2.0\"", "\"routeKey\": \"$default\"", "\"rawPath\": \"/a/b%20c\"")
                .contains("\"rawQueryString\": \"x=1&x=2&y=\"", "\"x\": \"1,2\"", "\"cookies\": [\"k=v\", \"l=w\"]")
                .contains("\"x-own\": \"1\"", "\"method\": \"GET\"", "\"iam\": {\"accessKey\"");
        assertThat(python.url(url + "?hello", true, Map.of()).payload()).isEqualTo("hello");
        assertThat(python.url(url + "?raise", true, Map.of()).status()).isEqualTo(502);
        var unsigned = python.url(url, false, Map.of());
        assertThat(unsigned.status()).isEqualTo(403);
        assertThat(unsigned.payload())
                .startsWith("{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues, see: ");
    }
}
