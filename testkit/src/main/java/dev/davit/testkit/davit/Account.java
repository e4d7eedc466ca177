package dev.davit.testkit.davit;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A namespace as its user sees it: manifests applied, functions called with the AWS SDK. */
public final class Account implements AutoCloseable {

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("kubectl")
            .withForce(true)
            .build();

    private final Davit davit;
    private final String namespace;
    private final Davit.AccessKey key;
    private LambdaClient lambda;

    Account(Davit davit, String namespace, Davit.AccessKey key) {
        this.davit = davit;
        this.namespace = namespace;
        this.key = key;
    }

    public String namespace() {
        return namespace;
    }

    public Davit davit() {
        return davit;
    }

    public Davit.AccessKey key() {
        return key;
    }

    public KubernetesClient client() {
        return davit.client();
    }

    /** Applies a manifest (one or more documents) as {@code kubectl apply --server-side -n namespace} does. */
    public List<HasMetadata> apply(String yaml) {
        var documents = client().load(
                        new java.io.ByteArrayInputStream(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .items();
        return documents.stream()
                .map(item -> client().resource(item).inNamespace(namespace).patch(APPLY))
                .toList();
    }

    /** {@link #apply(String)} of every YAML file in a folder, or of one file. */
    public void apply(Path files) {
        try (var found = Files.list(files)) {
            for (var file : found.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                apply(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object as it is, or null. */
    public <T extends CustomResource<?, ?>> T get(Class<T> kind, String name) {
        return client().resources(kind).inNamespace(namespace).withName(name).get();
    }

    /** Waits until an object satisfies a condition; fails with the object's last state. */
    public <T extends CustomResource<?, ?>> T await(
            Class<T> kind, String name, Duration limit, Predicate<T> condition) {
        return Awaitility.await(kind.getSimpleName() + " " + name)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .conditionEvaluationListener(null)
                .until(() -> get(kind, name), object -> object != null && condition.test(object));
    }

    /** The pods Davit runs here. */
    public List<Pod> pods(String label, String value) {
        return client().pods()
                .inNamespace(namespace)
                .withLabel(label, value)
                .list()
                .getItems();
    }

    /** The AWS SDK's Lambda client, unmodified but for its endpoint and key; never retries, so that every answer is seen. */
    public LambdaClient lambda() {
        if (lambda == null) {
            lambda = lambda(key);
        }
        return lambda;
    }

    /** The same with another key. */
    public LambdaClient lambda(Davit.AccessKey other) {
        return LambdaClient.builder()
                .endpointOverride(davit.cluster().invokeEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(other.id(), other.secret())))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(2)))
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    public InvokeResponse invoke(String function, String payload) {
        return lambda().invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }

    /** Deletes the namespace without waiting for its end. */
    @Override
    public void close() {
        if (lambda != null) {
            lambda.close();
        }
        client().secrets()
                .inNamespace(Davit.NAMESPACE)
                .withName("access-key-" + namespace + "-caller")
                .delete();
        client().namespaces().withName(namespace).delete();
    }
}
