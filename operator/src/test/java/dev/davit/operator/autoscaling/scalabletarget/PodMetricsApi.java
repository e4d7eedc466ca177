package dev.davit.operator.autoscaling.scalabletarget;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Stands in for metrics-server: a CRD with its group, version and names, which the API server serves with what a test writes. */
final class PodMetricsApi {

    private static final ResourceDefinitionContext PODS = new ResourceDefinitionContext.Builder()
            .withGroup("metrics.k8s.io")
            .withVersion("v1beta1")
            .withPlural("pods")
            .withKind("PodMetrics")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;

    PodMetricsApi(KubernetesClient client) {
        this.client = client;
    }

    void serve() {
        CustomResourceDefinition definition = new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName("pods.metrics.k8s.io")
                .addToAnnotations("api-approved.kubernetes.io", "unapproved, stands in for metrics-server in a test")
                .endMetadata()
                .withNewSpec()
                .withGroup("metrics.k8s.io")
                .withScope("Namespaced")
                .withNewNames()
                .withKind("PodMetrics")
                .withPlural("pods")
                .endNames()
                .addNewVersion()
                .withName("v1beta1")
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
        client.resource(definition).serverSideApply();
        Awaitility.await("metrics.k8s.io")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> client.top().pods().metrics("default") != null);
    }

    void stop() {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("pods.metrics.k8s.io")
                .delete();
        Awaitility.await("no metrics.k8s.io").atMost(Duration.ofSeconds(30)).until(() -> {
            try {
                client.top().pods().metrics("default");
                return false;
            } catch (io.fabric8.kubernetes.client.KubernetesClientException gone) {
                return gone.getCode() == 404;
            }
        });
    }

    /** Says what a pod uses; its two containers share it evenly. */
    void uses(String namespace, String pod, Map<String, String> labels, int milliCpu, int memoryMiB) {
        GenericKubernetesResource metrics = new GenericKubernetesResourceBuilder()
                .withApiVersion("metrics.k8s.io/v1beta1")
                .withKind("PodMetrics")
                .withNewMetadata()
                .withName(pod)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .addToAdditionalProperties("timestamp", "2026-11-27T00:00:00Z")
                .addToAdditionalProperties("window", "15s")
                .addToAdditionalProperties(
                        "containers",
                        List.of(
                                container("main", milliCpu * 500_000L, memoryMiB * 512L),
                                container("side", milliCpu * 500_000L, memoryMiB * 512L)))
                .build();
        client.genericKubernetesResources(PODS)
                .inNamespace(namespace)
                .resource(metrics)
                .serverSideApply();
    }

    private static Map<String, Object> container(String name, long nanoCpu, long memoryKiB) {
        return Map.of("name", name, "usage", Map.of("cpu", nanoCpu + "n", "memory", memoryKiB + "Ki"));
    }
}
