package dev.davit.gateway.http.control;

/** An operation and how it is asked for. */
record Route(String method, PathPattern path, String name, Operation operation) {

    static Route get(String path, Operation operation) {
        return new Route("GET", PathPattern.of(path), operation.getClass().getSimpleName(), operation);
    }
}
