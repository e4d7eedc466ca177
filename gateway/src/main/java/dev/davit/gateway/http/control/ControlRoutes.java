package dev.davit.gateway.http.control;

import dev.davit.gateway.http.invoke.Caller;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of operations: paths and methods as in AWS's service model of 2015-03-31. */
final class ControlRoutes {

    private static final String FUNCTION = "/functions/{FunctionName}";

    private final List<Route> routes;

    ControlRoutes(Reading reading) {
        this.routes = Stream.concat(reads(reading).stream(), UnservedRoutes.all().stream())
                .toList();
    }

    /** A call and who answers it. */
    record Match(ControlCall call, Operation operation) {}

    /** The operation that a request means, or null when there is none. */
    Match match(String method, String path, Map<String, String> query, Caller caller) {
        List<String> segments = PathPattern.segments(path);
        for (Route route : routes) {
            Map<String, String> parameters =
                    route.method().equals(method) ? route.path().match(segments, query) : null;
            if (parameters != null) {
                return new Match(new ControlCall(route.name(), parameters, query, caller), route.operation());
            }
        }
        return null;
    }

    /** What is listed first is tried first: a path with a query stands before the same path without. */
    private static List<Route> reads(Reading reading) {
        return List.of(
                Route.get("/2015-03-31/functions", new ListFunctions(reading)),
                Route.get("/2015-03-31" + FUNCTION, new GetFunction(reading)),
                Route.get("/2015-03-31" + FUNCTION + "/configuration", new GetFunctionConfiguration(reading)),
                Route.get("/2015-03-31" + FUNCTION + "/versions", new ListVersionsByFunction(reading)),
                Route.get("/2015-03-31" + FUNCTION + "/aliases", new ListAliases(reading)),
                Route.get("/2015-03-31" + FUNCTION + "/aliases/{Name}", new GetAlias(reading)),
                Route.get("/2015-03-31" + FUNCTION + "/policy", new GetPolicy(reading)),
                Route.get("/2016-08-19/account-settings", new GetAccountSettings(reading)),
                Route.get("/2017-03-31/tags/{Resource}", new ListTags(reading)),
                Route.get(
                        "/2019-09-25" + FUNCTION + "/event-invoke-config/list",
                        new ListFunctionEventInvokeConfigs(reading)),
                Route.get("/2019-09-25" + FUNCTION + "/event-invoke-config", new GetFunctionEventInvokeConfig(reading)),
                Route.get("/2019-09-30" + FUNCTION + "/concurrency", new GetFunctionConcurrency(reading)),
                Route.get(
                        "/2019-09-30" + FUNCTION + "/provisioned-concurrency?List=ALL",
                        new ListProvisionedConcurrencyConfigs(reading)),
                Route.get(
                        "/2019-09-30" + FUNCTION + "/provisioned-concurrency",
                        new GetProvisionedConcurrencyConfig(reading)),
                Route.get("/2020-06-30" + FUNCTION + "/code-signing-config", new GetFunctionCodeSigningConfig(reading)),
                Route.get(
                        "/2021-07-20" + FUNCTION + "/runtime-management-config",
                        new GetRuntimeManagementConfig(reading)),
                Route.get("/2024-08-31" + FUNCTION + "/recursion-config", new GetFunctionRecursionConfig(reading)));
    }
}
