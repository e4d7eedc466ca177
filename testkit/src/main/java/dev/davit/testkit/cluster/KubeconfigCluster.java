package dev.davit.testkit.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Somebody's running cluster: {@code KUBECONFIG} says which, {@code AWS_ENDPOINT_URL} where its invoke API answers. Never started, ended or loaded by us. */
record KubeconfigCluster(String name, Path kubeconfig, URI invokeEndpoint) implements Cluster {

    static KubeconfigCluster ofEnvironment(String name) {
        var kubeconfig = Objects.requireNonNullElse(
                System.getenv("KUBECONFIG"), System.getProperty("user.home") + "/.kube/config");
        var endpoint = Objects.requireNonNullElse(System.getenv("AWS_ENDPOINT_URL"), "http://127.0.0.1:9000");
        return new KubeconfigCluster(name, Path.of(kubeconfig), URI.create(endpoint));
    }

    @Override
    public void up() {
        if (!kubeconfig.toFile().canRead()) {
            throw new IllegalStateException("DAVIT_CLUSTER=kubeconfig, but " + kubeconfig
                    + " cannot be read: set KUBECONFIG to the file of a running cluster");
        }
    }

    @Override
    public void down() {
        // The cluster is its owner's.
    }

    @Override
    public void load(List<Path> imageTars) {
        // Images reach such a cluster through a registry: `hack/davit-images push`.
    }
}
