package dev.davit.testkit.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * As {@link WithApiServer}, for classes whose operators look at namespaces of their own alone: where JUnit's parallel execution is enabled, they
 * run beside each other, but never beside one that has the server for itself.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ApiServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = "API server", mode = ResourceAccessMode.READ)
public @interface SharingApiServer {}
