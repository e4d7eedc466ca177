package dev.davit.operator.kernel;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Tells apart the answers of the API server that are not faults of ours. */
public final class ApiErrors {
    private ApiErrors() {}

    /** The object is there already: somebody was faster, or an earlier try of ours arrived after all. */
    public static boolean alreadyExists(KubernetesClientException e) {
        return e.getCode() == 409 && "AlreadyExists".equals(reason(e));
    }

    /** The object was changed meanwhile, or is another one than we thought. */
    public static boolean conflict(KubernetesClientException e) {
        return e.getCode() == 409;
    }

    /** The object is not there any more, or is another one of the same name: its deletion is an event of its own. */
    public static boolean gone(KubernetesClientException e) {
        return e.getCode() == 404
                || e.getCode() == 409
                || e.getCode() == 422 && message(e).contains("metadata.uid"); // a merge patch of a custom resource
    }

    /** Nothing can be created in a namespace that is going away; trying again is pointless. */
    public static boolean namespaceTerminating(KubernetesClientException e) {
        return e.getCode() == 404 && message(e).contains("namespaces \"")
                || e.getCode() == 403 && message(e).contains("because it is being terminated");
    }

    /** A quota, a limit range, an admission policy or the schema refuses the object: the message says which. */
    public static boolean refused(KubernetesClientException e) {
        return (e.getCode() == 403 || e.getCode() == 422 || e.getCode() == 400) && !namespaceTerminating(e);
    }

    /** The object has a value that the API server never takes, whatever else is there. */
    public static boolean invalid(KubernetesClientException e) {
        return e.getCode() == 422;
    }

    /** Returns the API server's own sentence. */
    public static String message(KubernetesClientException e) {
        Status status = e.getStatus();
        String message = status == null ? e.getMessage() : status.getMessage();
        return message == null ? "" : message;
    }

    private static String reason(KubernetesClientException e) {
        return e.getStatus() == null ? null : e.getStatus().getReason();
    }
}
