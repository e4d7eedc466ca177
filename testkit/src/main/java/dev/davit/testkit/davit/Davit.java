package dev.davit.testkit.davit;

import dev.davit.testkit.cluster.Cluster;
import dev.davit.testkit.process.Program;
import dev.davit.testkit.process.Repository;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Davit on a cluster, installed from this checkout by Helm. */
public final class Davit implements AutoCloseable {

    public static final String NAMESPACE = "davit-system";

    private final Cluster cluster;
    private final KubernetesClient client;

    private Davit(Cluster cluster) {
        this.cluster = cluster;
        this.client = clientOf(cluster);
    }

    /** Starts the cluster where needed and installs or upgrades Davit on it; idempotent. */
    public static Davit installedOn(Cluster cluster) {
        cluster.up();
        install(cluster);
        return new Davit(cluster);
    }

    /** Installs or upgrades the release on a cluster that is up. */
    public static void install(Cluster cluster) {
        Program.of(Repository.file("hack/install").toString(), "--cluster", cluster.name())
                .with("KUBECONFIG", cluster.kubeconfig().toString())
                .within(Duration.ofMinutes(15))
                .output();
    }

    public Cluster cluster() {
        return cluster;
    }

    /** The cluster administrator's client. */
    public KubernetesClient client() {
        return client;
    }

    /** A new namespace that enforces the restricted Pod Security Standard, with a ServiceAccount {@code caller} that may invoke and see its functions and holds an access key. */
    public Account newAccount(String prefix) {
        var name = prefix + "-" + hex(3);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        serviceAccount(name, "caller");
        client.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withName("invoke")
                        .withNamespace(name)
                        .endMetadata()
                        .withRules(List.of(
                                new PolicyRuleBuilder()
                                        .withApiGroups("lambda.davit.dev")
                                        .withResources("functions")
                                        .withVerbs("invoke")
                                        .build(),
                                new PolicyRuleBuilder()
                                        .withApiGroups("lambda.davit.dev")
                                        .withResources("functions", "versions", "aliases")
                                        .withVerbs("get", "list")
                                        .build()))
                        .build())
                .create();
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("caller-invokes")
                        .withNamespace(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "invoke")
                        .addNewSubject("", "ServiceAccount", "caller", name)
                        .build())
                .create();
        return new Account(this, name, newAccessKey(name, "caller"));
    }

    /** A key for a ServiceAccount, as an administrator makes one. */
    public AccessKey newAccessKey(String namespace, String serviceAccount) {
        var key = new AccessKey("AKIA" + hex(8).toUpperCase(java.util.Locale.ROOT), hex(20));
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("access-key-" + namespace + "-" + serviceAccount)
                        .withNamespace(NAMESPACE)
                        .addToLabels("davit.dev/access-key", "true")
                        .endMetadata()
                        .withType("davit.dev/access-key")
                        .addToStringData("accessKeyId", key.id())
                        .addToStringData("secretAccessKey", key.secret())
                        .addToStringData("namespace", namespace)
                        .addToStringData("serviceAccountName", serviceAccount)
                        .build())
                .create();
        return key;
    }

    public void serviceAccount(String namespace, String name) {
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    /** What AWS clients sign with. */
    public record AccessKey(String id, String secret) {}

    @Override
    public void close() {
        client.close();
        if (!Boolean.parseBoolean(System.getenv("DAVIT_KEEP_CLUSTER"))) {
            cluster.down();
        }
    }

    private static KubernetesClient clientOf(Cluster cluster) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                .build();
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RandomGenerator.of("SecureRandom").nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
