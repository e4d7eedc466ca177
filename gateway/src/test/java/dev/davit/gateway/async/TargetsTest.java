package dev.davit.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.FunctionKey;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    private static final String ACCOUNT = "123456789012";

    private static Target of(String text) {
        return Targets.of(text, "team-a", ACCOUNT);
    }

    @Test
    void aFunctionIsNamedOrGivenByItsArn() {
        assertThat(of("other")).isEqualTo(new Target.Function(new FunctionKey("team-a", "other"), null));
        assertThat(of("other:live")).isEqualTo(new Target.Function(new FunctionKey("team-a", "other"), "live"));
        String arn = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:other";
        assertThat(of(arn)).isEqualTo(new Target.Function(new FunctionKey("team-a", "other"), null));
        assertThat(of(arn + ":7")).isEqualTo(new Target.Function(new FunctionKey("team-a", "other"), "7"));
    }

    @Test
    void aSubjectIsItsAccountsOwn() {
        assertThat(of("nats:orders.failed")).isEqualTo(new Target.Subject(ACCOUNT, "orders.failed"));
    }

    @Test
    void anAddressIsTakenAsItIs() {
        assertThat(of("https://example.org/hook?a=b"))
                .isEqualTo(new Target.Http(URI.create("https://example.org/hook?a=b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nats:",
                "nats:>",
                "nats:a.*",
                "nats:a..b",
                "nats:.a",
                "nats:a b",
                "nats:a.\u00e9",
                "nats:$JS.API.x",
                "https://",
                "https://user:secret@example.org/",
                "https://example.org/#part",
                "https://exa mple.org/",
                "ftp://example.org/",
                "two words",
                "",
                "a/b",
                "arn:aws:lambda:us-east-1:999999999999:function:other",
                "arn:aws:sqs:us-east-1:123456789012:queue",
                "arn:nonsense"
            })
    void nothingElseCanBeReached(String text) {
        assertThat(of(text)).isInstanceOf(Target.None.class);
    }
}
