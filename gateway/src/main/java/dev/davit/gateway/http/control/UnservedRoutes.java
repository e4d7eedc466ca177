package dev.davit.gateway.http.control;

import dev.davit.gateway.kernel.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/** Operations that are refused: what writes, with the resource to write instead, and what Davit has nothing to tell of. */
final class UnservedRoutes {

    private static final String FUNCTION = "/functions/{FunctionName}";

    private UnservedRoutes() {}

    static List<Route> all() {
        return Stream.of(elsewhere(), features(), functions(), versionsAndAliases(), settings(), notYet())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> elsewhere() {
        return Stream.of(
                        table(
                                "There is no code signing: admit signed images with an admission policy of the cluster.",
                                """
                                GET /2020-04-22/code-signing-configs ListCodeSigningConfigs
                                POST /2020-04-22/code-signing-configs CreateCodeSigningConfig
                                PUT /2020-06-30/functions/{FunctionName}/code-signing-config PutFunctionCodeSigningConfig
                                DELETE /2020-06-30/functions/{FunctionName}/code-signing-config DeleteFunctionCodeSigningConfig
                                DELETE /2020-04-22/code-signing-configs/{CodeSigningConfigArn} DeleteCodeSigningConfig
                                GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn} GetCodeSigningConfig
                                PUT /2020-04-22/code-signing-configs/{CodeSigningConfigArn} UpdateCodeSigningConfig
                                GET /2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions ListFunctionsByCodeSigningConfig
                                """),
                        table(
                                "Layers are LayerVersions (lambda.davit.dev/v1alpha1): see and apply them with kubectl.",
                                """
                                GET /2018-10-31/layers?find=LayerVersion GetLayerVersionByArn
                                GET /2018-10-31/layers ListLayers
                                GET /2018-10-31/layers/{LayerName}/versions ListLayerVersions
                                POST /2018-10-31/layers/{LayerName}/versions PublishLayerVersion
                                GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber} GetLayerVersion
                                DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber} DeleteLayerVersion
                                GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy GetLayerVersionPolicy
                                POST /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy AddLayerVersionPermission
                                DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId} RemoveLayerVersionPermission
                                """),
                        table("Only asynchronous chains are stopped, after 16 turns; that cannot be changed.", """
                                PUT /2024-08-31/functions/{FunctionName}/recursion-config PutFunctionRecursionConfig
                                """),
                        table("RBAC of the cluster says who may do what with a function.", """
                                GET /2026-07-09/resource-policy/{ResourceArn} GetResourcePolicy
                                PUT /2026-07-09/resource-policy/{ResourceArn} PutResourcePolicy
                                DELETE /2026-07-09/resource-policy/{ResourceArn} DeleteResourcePolicy
                                """))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> features() {
        return Stream.of(
                        table("The nodes of the cluster are the capacity, and pods scale by themselves.", """
                                GET /2025-11-30/capacity-providers ListCapacityProviders
                                POST /2025-11-30/capacity-providers CreateCapacityProvider
                                GET /2025-11-30/capacity-providers/{CapacityProviderName} GetCapacityProvider
                                PUT /2025-11-30/capacity-providers/{CapacityProviderName} UpdateCapacityProvider
                                DELETE /2025-11-30/capacity-providers/{CapacityProviderName} DeleteCapacityProvider
                                GET /2025-11-30/capacity-providers/{CapacityProviderName}/function-versions ListFunctionVersionsByCapacityProvider
                                GET /2025-11-30/functions/{FunctionName}/function-scaling-config GetFunctionScalingConfig
                                PUT /2025-11-30/functions/{FunctionName}/function-scaling-config PutFunctionScalingConfig
                                """),
                        table(
                                "There are no durable functions: keep the state of long work in a store of your own.",
                                """
                                GET /2025-12-01/functions/{FunctionName}/durable-executions ListDurableExecutionsByFunction
                                GET /2025-12-01/durable-executions/{DurableExecutionArn} GetDurableExecution
                                DELETE /2025-12-01/durable-executions/{DurableExecutionArn} DeleteDurableExecution
                                GET /2025-12-01/durable-executions/{DurableExecutionArn}/history GetDurableExecutionHistory
                                GET /2025-12-01/durable-executions/{DurableExecutionArn}/state GetDurableExecutionState
                                POST /2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint CheckpointDurableExecution
                                POST /2025-12-01/durable-executions/{DurableExecutionArn}/pause PauseDurableExecution
                                POST /2025-12-01/durable-executions/{DurableExecutionArn}/resume ResumeDurableExecution
                                POST /2025-12-01/durable-executions/{DurableExecutionArn}/stop StopDurableExecution
                                POST /2025-12-01/durable-execution-callbacks/{CallbackId}/fail SendDurableExecutionCallbackFailure
                                POST /2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat SendDurableExecutionCallbackHeartbeat
                                POST /2025-12-01/durable-execution-callbacks/{CallbackId}/succeed SendDurableExecutionCallbackSuccess
                                """))
                .flatMap(List::stream)
                .toList();
    }

    /** Operations that are refused for the same reason: a line each, with method, path and name. */
    private static List<Route> table(String why, String operations) {
        return operations
                .lines()
                .map(line -> line.split(" "))
                .map(words -> refused(words[0], words[1], words[2], why))
                .toList();
    }

    private static List<Route> functions() {
        String apply = apply("Function");
        return List.of(
                write("POST", "/2015-03-31/functions", "CreateFunction", apply),
                write("PUT", "/2015-03-31" + FUNCTION + "/code", "UpdateFunctionCode", apply),
                write("PUT", "/2015-03-31" + FUNCTION + "/configuration", "UpdateFunctionConfiguration", apply),
                write("DELETE", "/2015-03-31" + FUNCTION, "DeleteFunction", delete("Function")),
                write("POST", "/2017-03-31/tags/{Resource}", "TagResource", apply + " with spec.tags"),
                write("DELETE", "/2017-03-31/tags/{Resource}", "UntagResource", apply + " without the tags"));
    }

    private static List<Route> versionsAndAliases() {
        String aliases = "/2015-03-31" + FUNCTION + "/aliases";
        return List.of(
                write("POST", "/2015-03-31" + FUNCTION + "/versions", "PublishVersion", apply("Version")),
                write("POST", aliases, "CreateAlias", apply("Alias")),
                write("PUT", aliases + "/{Name}", "UpdateAlias", apply("Alias")),
                write("DELETE", aliases + "/{Name}", "DeleteAlias", delete("Alias")));
    }

    private static List<Route> settings() {
        String concurrency = apply("Function") + " that has, or has not, spec.reservedConcurrentExecutions";
        String provisioned = apply("Version or Alias") + " that has, or has not, spec.provisionedConcurrencyConfig";
        String events = apply("Function, Version or Alias") + " that has, or has not, spec.functionEventInvokeConfig";
        String permission =
                "apply a Role (rbac.authorization.k8s.io/v1) with the verb invoke on functions.lambda.davit.dev,"
                        + " and a RoleBinding";
        String reserved = "/2017-10-31" + FUNCTION + "/concurrency";
        String ready = "/2019-09-30" + FUNCTION + "/provisioned-concurrency";
        String retries = "/2019-09-25" + FUNCTION + "/event-invoke-config";
        String policy = "/2015-03-31" + FUNCTION + "/policy";
        return List.of(
                write("PUT", reserved, "PutFunctionConcurrency", concurrency),
                write("DELETE", reserved, "DeleteFunctionConcurrency", concurrency),
                write("PUT", ready, "PutProvisionedConcurrencyConfig", provisioned),
                write("DELETE", ready, "DeleteProvisionedConcurrencyConfig", provisioned),
                write("PUT", retries, "PutFunctionEventInvokeConfig", events),
                write("POST", retries, "UpdateFunctionEventInvokeConfig", events),
                write("DELETE", retries, "DeleteFunctionEventInvokeConfig", events),
                write("POST", policy, "AddPermission", permission),
                write("DELETE", policy + "/{StatementId}", "RemovePermission", permission),
                write(
                        "PUT",
                        "/2021-07-20" + FUNCTION + "/runtime-management-config",
                        "PutRuntimeManagementConfig",
                        "whoever runs the cluster applies a Runtime (davit.dev/v1alpha1) with another spec.imageURI"));
    }

    private static List<Route> notYet() {
        String events = "Event sources come with a later release.";
        String urls =
                "Function URLs are FunctionURLConfigs (lambda.davit.dev/v1alpha1): see and apply them with kubectl.";
        String mappings = "/2015-03-31/event-source-mappings";
        String url = "/2021-10-31" + FUNCTION + "/url";
        return List.of(
                refused("GET", mappings, "ListEventSourceMappings", events),
                refused("POST", mappings, "CreateEventSourceMapping", events),
                refused("GET", mappings + "/{UUID}", "GetEventSourceMapping", events),
                refused("PUT", mappings + "/{UUID}", "UpdateEventSourceMapping", events),
                refused("DELETE", mappings + "/{UUID}", "DeleteEventSourceMapping", events),
                refused("GET", url, "GetFunctionUrlConfig", urls),
                refused("POST", url, "CreateFunctionUrlConfig", urls),
                refused("PUT", url, "UpdateFunctionUrlConfig", urls),
                refused("DELETE", url, "DeleteFunctionUrlConfig", urls),
                refused("GET", "/2021-10-31" + FUNCTION + "/urls", "ListFunctionUrlConfigs", urls));
    }

    private static String apply(String kind) {
        return "apply " + (kind.equals("Alias") ? "an " : "a ") + kind + " (lambda.davit.dev/v1alpha1)";
    }

    private static String delete(String kind) {
        return "delete the " + kind + " (lambda.davit.dev/v1alpha1)";
    }

    private static Route write(String method, String path, String name, String instead) {
        return refused(
                method,
                path,
                name,
                "Functions and what belongs to them are resources of the cluster, so instead of this call " + instead
                        + ", with kubectl or through GitOps.");
    }

    private static Route refused(String method, String path, String name, String why) {
        String message = name + " is not available here. " + why;
        return new Route(method, PathPattern.of(path), name, call -> {
            throw ControlRefusal.of(ErrorCode.UNSUPPORTED_OPERATION, message);
        });
    }
}
