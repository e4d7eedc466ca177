package dev.davit.testkit.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Kubernetes cluster a test may use. Every method may be called again after it was interrupted. */
public interface Cluster {

    /** The node port behind {@link #invokeEndpoint()}: the chart is installed so that the invoke API answers there. */
    int INVOKE_NODE_PORT = 30900;

    String name();

    /** Starts the cluster, or does nothing where it is up. Returns when its node is Ready and cluster DNS answers. */
    void up();

    /** Ends the cluster and removes what it left. Does nothing where there is none. */
    void down();

    /** Makes images known to every node, from docker-archive or OCI tars. Images that are there already are skipped. */
    void load(List<Path> imageTars);

    /** The administrator's kubeconfig of a cluster that is up. */
    Path kubeconfig();

    /** The API server's audit log of writes by Davit's own accounts, where the provider keeps one. */
    default Optional<Path> auditLog() {
        return Optional.empty();
    }

    /** Where {@link #INVOKE_NODE_PORT} can be reached from this machine. */
    URI invokeEndpoint();
}
