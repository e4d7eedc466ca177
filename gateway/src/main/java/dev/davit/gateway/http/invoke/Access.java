package dev.davit.gateway.http.invoke;

/**
 * What a caller wants to do with objects of the group {@code lambda.davit.dev}, in RBAC's words.
 *
 * @param verb such as {@code invoke}, {@code get} or {@code list}
 * @param resource the plural of a kind, such as {@code functions}
 * @param namespace where the objects are
 * @param name the object's name, which need not exist; null for all objects of the namespace
 */
public record Access(String verb, String resource, String namespace, String name) {

    /** To invoke a Function. */
    public static Access invoke(String namespace, String function) {
        return new Access("invoke", "functions", namespace, function);
    }

    /** To read one object. */
    public static Access get(String resource, String namespace, String name) {
        return new Access("get", resource, namespace, name);
    }

    /** To read all objects of a kind. */
    public static Access list(String resource, String namespace) {
        return new Access("list", resource, namespace, null);
    }
}
