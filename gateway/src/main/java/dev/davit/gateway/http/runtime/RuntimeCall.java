package dev.davit.gateway.http.runtime;

import dev.davit.gateway.environment.EnvironmentId;
import io.vertx.core.http.HttpServerRequest;

/** A request of a proven environment. */
record RuntimeCall(EnvironmentId caller, HttpServerRequest request) {}
