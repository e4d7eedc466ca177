package dev.davit.gateway.http.invoke;

/**
 * What a caller wants to do with objects, in RBAC's words.
 *
 * @param group the API group of the kind, such as {@link #LAMBDA}
 * @param verb such as {@code invoke}, {@code get} or {@code list}
 * @param resource the plural of a kind, such as {@code functions}
 * @param namespace where the objects are
 * @param name the object's name, which need not exist; null for all objects of the namespace
 */
public record Access(String group, String verb, String resource, String namespace, String name) {

    /** The group of functions, versions and aliases. */
    public static final String LAMBDA = "lambda.davit.dev";

    /** The group of task definitions, tasks and services. */
    public static final String ECS = "ecs.davit.dev";

    /** To invoke a Function. */
    public static Access invoke(String namespace, String function) {
        return new Access(LAMBDA, "invoke", "functions", namespace, function);
    }

    /** To read one object of the group {@link #LAMBDA}. */
    public static Access get(String resource, String namespace, String name) {
        return new Access(LAMBDA, "get", resource, namespace, name);
    }

    /** To read all objects of a kind of the group {@link #LAMBDA}. */
    public static Access list(String resource, String namespace) {
        return new Access(LAMBDA, "list", resource, namespace, null);
    }
}
