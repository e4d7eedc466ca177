package dev.davit.testkit.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the API server once a JVM, when the first test asks for it. */
final class ApiServerExtension implements ExecutionCondition, ParameterResolver {

    private static final Namespace STORE = Namespace.create(ApiServerExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ApiServer.isPossible()
                ? ConditionEvaluationResult.enabled("etcd and kube-apiserver are there")
                : ConditionEvaluationResult.disabled("set DAVIT_NODE_BIN to the folder of etcd and kube-apiserver "
                        + "(hack/davit-node build --print) to run this test");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == ApiServer.class || type == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var server = context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(ApiServer.class, type -> ApiServer.start(), ApiServer.class);
        return parameter.getParameter().getType() == ApiServer.class ? server : server.client();
    }
}
