package dev.davit.operator.autoscaling.metric;

import dev.davit.operator.config.GatewayService;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the counters off the metrics of every gateway, at its management port, which policies open to the operator. */
@Singleton
final class GatewayCounters implements RequestCounters {

    private static final int MANAGEMENT = 9090;
    private static final int TIMEOUT_MILLIS = 1500;
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private final KubernetesClient client;
    private final GatewayService gateway;

    GatewayCounters(KubernetesClient client, GatewayService gateway) {
        this.client = client;
        this.gateway = gateway;
    }

    @Override
    public Optional<Map<String, Double>> of(String namespace, String targetGroup) {
        try {
            Map<String, Double> counts = new HashMap<>();
            for (String address : addresses()) {
                counts.put(address, count(metrics(address), namespace, targetGroup));
            }
            return Optional.of(counts);
        } catch (IOException | KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private List<String> addresses() {
        return client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(gateway.id().getNamespace().orElseThrow())
                .withLabel(SERVICE_NAME, gateway.id().getName())
                .list()
                .getItems()
                .stream()
                .flatMap(GatewayCounters::ready)
                .distinct()
                .toList();
    }

    private static Stream<String> ready(EndpointSlice slice) {
        return slice.getEndpoints().stream()
                .filter(endpoint ->
                        !Boolean.FALSE.equals(endpoint.getConditions().getReady()))
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .map(address -> address.contains(":") ? "[" + address + "]" : address);
    }

    private static URI metrics(String address) {
        return URI.create("http://" + address + ":" + MANAGEMENT + "/q/metrics");
    }

    /** The counter of the group on a page of metrics; 0 while the group has none. */
    static double count(URI page, String namespace, String targetGroup) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("Accept", "text/plain");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith("davit_elb_requests_total{"))
                    .filter(line -> line.contains("namespace=\"" + namespace + "\""))
                    .filter(line -> line.contains("target_group=\"" + targetGroup + "\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } finally {
            connection.disconnect();
        }
    }
}
