package dev.davit.api.applicationautoscaling.v1alpha1;

/** The one kind of thing that scales: the desired count of a service. */
final class Scalable {

    static final String RESOURCE = "self.matches('^service/[a-zA-Z0-9_-]{1,255}/[a-zA-Z0-9_-]{1,255}$')";

    static final String RESOURCE_MESSAGE =
            "resourceID must be service/, the cluster's name, / and the service's name, for example service/default/web.";

    private Scalable() {}
}
