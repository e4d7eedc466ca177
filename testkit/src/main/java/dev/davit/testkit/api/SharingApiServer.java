package dev.davit.testkit.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * As {@link WithApiServer}, for classes whose operators look at namespaces of their own alone: where JUnit's parallel execution is enabled, they
 * run beside each other, and before those that have the server for themselves.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ApiServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
public @interface SharingApiServer {}
