package dev.davit.gateway.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PathPatternTest {

    private static Map<String, String> match(String pattern, String path, Map<String, String> query) {
        return PathPattern.of(pattern).match(PathPattern.segments(path), query);
    }

    @Test
    void decodesParametersAndKeepsPlusSigns() {
        assertThat(match("/v/tags/{Resource}", "/v/tags/arn%3Aaws%3Alambda+a%2Fb", Map.of()))
                .containsExactly(Map.entry("Resource", "arn:aws:lambda+a/b"));
        assertThat(match("/v/{A}/x/{B}", "/v/1/x/%zz", Map.of())).isEqualTo(Map.of("A", "1", "B", "%zz"));
    }

    @Test
    void takesASlashAtTheEndForNothing() {
        assertThat(match("/v/functions", "/v/functions/", Map.of())).isEmpty();
        assertThat(match("/v/functions/{F}", "/v/functions/", Map.of())).isNull();
        assertThat(match("/v/functions", "/", Map.of())).isNull();
        assertThat(match("/v/functions", "", Map.of())).isNull();
    }

    @Test
    void wantsTheQueryThatThePatternNames() {
        assertThat(match("/v/p?List=ALL", "/v/p", Map.of())).isNull();
        assertThat(match("/v/p?List=ALL", "/v/p", Map.of("List", "ALL"))).isEmpty();
        assertThat(match("/v/p", "/v/p", Map.of("List", "ALL"))).isEmpty();
        assertThat(match("/v/p", "/w/p", Map.of())).isNull();
    }
}
