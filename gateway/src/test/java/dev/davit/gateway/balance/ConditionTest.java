package dev.davit.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS's rules for values of conditions. */
class ConditionTest {

    private static boolean query(String key, String value, String sent) {
        return new Condition.Query(List.of(new Condition.Parameter(key, value)))
                .isMetBy(Asked.of("GET", "example.org", "/?" + sent));
    }

    @ParameterizedTest
    @CsvSource({
        "/img/*, /img/a.png, true",
        "/img/*, /img/, true",
        "/img/*, /img, false",
        "/img/*/pics, /img/a/b/pics, true",
        "/img/*, /IMG/a.png, false",
        "/im?/a, /img/a, true",
        "/im?/a, /im/a, false",
        "/?, /, false",
        "*, /anything, true",
        "*/a*b, /x/aab, true",
        "/a*a*a*b, /aaaaaaaaaaaaaaaaaaaaaaa, false",
        "/a, /a/, false"
    })
    void pathsAreComparedAsTheyAre(String pattern, String path, boolean met) {
        assertThat(new Condition.Path(List.of(pattern)).isMetBy(Asked.of("GET", "example.org", path)))
                .isEqualTo(met);
    }

    @Test
    void thePathEndsBeforeTheQuery() {
        Condition.Path path = new Condition.Path(List.of("/a"));
        assertThat(path.isMetBy(Asked.of("GET", "example.org", "/a?x=1"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*.example.com, test.example.com, true",
        "*.example.com, a.b.example.com, true",
        "*.example.com, example.com, false",
        "*.Example.com, TEST.example.COM, true",
        "www.example.???, www.example.org, true",
        "www.example.org, www.example.org:8080, true",
        "www.example.org, www.example.orgs, false"
    })
    void hostsAreComparedWithoutCaseAndPort(String pattern, String host, boolean met) {
        assertThat(new Condition.Host(List.of("no.example.net", pattern)).isMetBy(Asked.of("GET", host, "/")))
                .isEqualTo(met);
    }

    @Test
    void headersAreComparedWithoutCaseEachOfThem() {
        Condition.Header condition = new Condition.Header("user-agent", List.of("*chrome*", "*safari*"));
        assertThat(condition.isMetBy(Asked.of("GET", "a.example", "/").with("User-Agent", "X Safari/1")))
                .isTrue();
        assertThat(condition.isMetBy(Asked.of("GET", "a.example", "/")
                        .with("User-Agent", "curl")
                        .with("User-Agent", "Chrome")))
                .isTrue();
        assertThat(condition.isMetBy(Asked.of("GET", "a.example", "/").with("User-Agent", "curl")))
                .isFalse();
        assertThat(condition.isMetBy(Asked.of("GET", "a.example", "/"))).isFalse();
    }

    @Test
    void methodsAreComparedAsTheyAre() {
        Condition.Method condition = new Condition.Method(List.of("GET", "HEAD"));
        assertThat(condition.isMetBy(Asked.of("HEAD", "a.example", "/"))).isTrue();
        assertThat(condition.isMetBy(Asked.of("head", "a.example", "/"))).isFalse();
        assertThat(condition.isMetBy(Asked.of("POST", "a.example", "/"))).isFalse();
    }

    @Test
    void oneParameterOfTheQueryHasToBeThere() {
        assertThat(query("version", "v1", "version=v1")).isTrue();
        assertThat(query("version", "v1", "a=b&VERSION=V1")).isTrue();
        assertThat(query("version", "v?", "version=v2")).isTrue();
        assertThat(query("version", "v1", "version=v12")).isFalse();
        assertThat(query(null, "*example*", "a=an%20Example")).isTrue();
        assertThat(query("a", "50%", "a=50%25")).isTrue();
        assertThat(query("a", "1\\*", "a=1*")).isTrue();
        assertThat(query("a", "1\\*", "a=11")).isFalse();
        assertThat(query("a", "\\?", "a=?")).isTrue();
        assertThat(query("a", "x", "a=%zz")).isFalse();
        assertThat(new Condition.Query(List.of(new Condition.Parameter(null, "*")))
                        .isMetBy(Asked.of("GET", "a.example", "/")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.9, true",
        "192.0.2.0/24, 192.0.3.9, false",
        "192.0.2.8/31, 192.0.2.9, true",
        "192.0.2.8/32, 192.0.2.9, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "0.0.0.0/0, 2001:db8::1, false",
        "0.0.0.0/0, '', false"
    })
    void sourcesAreTheConnections(String block, String address, boolean met) {
        Asked asked = Asked.of("GET", "a.example", "/").from(address).with("X-Forwarded-For", "192.0.2.1");
        assertThat(new Condition.Source(List.of(AddressBlock.of(block))).isMetBy(asked))
                .isEqualTo(met);
    }

    @Test
    void whatIsNoBlockIsRefused() {
        for (String text : new String[] {"192.0.2.1", "192.0.2.0/33", "host/24", "192.0.2.0/x"}) {
            assertThatThrownBy(() -> AddressBlock.of(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
