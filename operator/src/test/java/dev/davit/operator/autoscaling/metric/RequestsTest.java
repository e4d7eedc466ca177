package dev.davit.operator.autoscaling.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.davit.operator.autoscaling.metric.RequestRates.Look;
import dev.davit.operator.autoscaling.scaling.Datapoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");

    private final RequestRates rates = new RequestRates();

    private Optional<Datapoint> at(int second, Map<String, Double> counts) {
        return rates.add("web", new Look(NOW.plusSeconds(second), counts), 4, second / 60);
    }

    @Test
    void areThoseOfAMinuteAndTargetOverAllGateways() {
        assertThat(at(0, Map.of("a", 100.0, "b", 0.0))).isEmpty();
        assertThat(at(60, Map.of("a", 300.0, "b", 200.0))).contains(new Datapoint(1, 100, 100, 100, 4, true));
        assertThat(at(90, Map.of("a", 400.0, "b", 200.0))).contains(new Datapoint(1, 50, 50, 50, 4, true));
    }

    @Test
    void aGatewayThatBeganAnewCountsFromNothing() {
        at(0, Map.of("a", 1000.0));
        assertThat(at(60, Map.of("a", 40.0, "new", 40.0))).contains(new Datapoint(1, 20, 20, 20, 4, true));
    }

    @Test
    void aGatewayThatHasGoneMakesItIncomplete() {
        at(0, Map.of("a", 1000.0, "b", 10.0));
        assertThat(at(60, Map.of("b", 10.0))).contains(new Datapoint(1, 0, 0, 0, 4, false));
    }

    @Test
    void twoLooksTooFarApartOrWithoutTargetsSayNothing() {
        at(0, Map.of("a", 0.0));
        assertThat(at(120, Map.of("a", 400.0))).isEmpty();
        assertThat(at(180, Map.of("a", 800.0))).isPresent();
        assertThat(rates.add("web", new Look(NOW.plusSeconds(240), Map.of("a", 900.0)), 0, 4))
                .isEmpty();
    }

    @Test
    void areReadOffAGatewaysMetrics() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/metrics", exchange -> {
            byte[] page = """
                    # TYPE davit_elb_requests_total counter
                    davit_elb_requests_total{namespace="team-a",target_group="web"} 1234.0
                    davit_elb_requests_total{namespace="team-b",target_group="web"} 5.0
                    davit_elb_requests_total{namespace="team-a",target_group="web2"} 1.2E7
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            URI page = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/q/metrics");
            assertThat(GatewayCounters.count(page, "team-a", "web")).isEqualTo(1234);
            assertThat(GatewayCounters.count(page, "team-a", "web2")).isEqualTo(12_000_000);
            assertThat(GatewayCounters.count(page, "team-c", "web")).isZero();
        } finally {
            server.stop(0);
        }
    }
}
