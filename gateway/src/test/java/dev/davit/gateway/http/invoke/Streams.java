package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.EventStream;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.StreamingRuntime;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Both ends of a streamed answer, for the tests of it. */
final class Streams {

    private Streams() {}

    static StreamingRuntime runtime(Testbed testbed, RevisionEntry revision) {
        String pod = revision.functionName() + "-a";
        testbed.pod(revision.poolKey(), pod, PodPhase.RUNNING, null);
        return StreamingRuntime.poll(testbed.runtimePort(), Testbed.host(pod));
    }

    static String path(String function) {
        return "/2021-11-15/functions/" + function + "/response-streaming-invocations";
    }

    static PlainHttp stream(Testbed testbed, String function, Map<String, String> headers) {
        PlainHttp http = PlainHttp.to(testbed.invokePort());
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Test-Caller", Testbed.NAMESPACE);
        http.write(PlainHttp.request("POST", path(function), all, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        return http;
    }

    static PlainHttp stream(Testbed testbed, String function) {
        return stream(testbed, function, Map.of());
    }

    static List<EventStream.Message> messages(PlainHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.amazon.eventstream");
        return EventStream.read(answer.body());
    }

    static EventStream.Message chunk(PlainHttp http) {
        return EventStream.read(http.chunk()).getFirst();
    }
}
