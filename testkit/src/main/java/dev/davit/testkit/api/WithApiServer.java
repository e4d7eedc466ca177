package dev.davit.testkit.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Runs a test class against a real API server that has Davit's CRDs: parameters of type {@link ApiServer} and
 * {@code KubernetesClient} (its administrator's) are given. One server serves every class of a JVM; no controllers run.
 * It has the server for itself, after all that share it; see {@link SharingApiServer} for tests that keep to their own namespaces.
 * Skipped where {@code DAVIT_NODE_BIN} does not name the folder of etcd and kube-apiserver ({@code hack/davit-node build --print}).
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ApiServerExtension.class)
@Isolated("It may look at every namespace")
public @interface WithApiServer {}
