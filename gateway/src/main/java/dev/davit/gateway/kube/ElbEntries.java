package dev.davit.gateway.kube;

import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.Attribute;
import dev.davit.api.elbv2.v1alpha1.ForwardTarget;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.ListenerInForce;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.RedirectActionConfig;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.RuleCondition;
import dev.davit.api.elbv2.v1alpha1.RuleInForce;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.gateway.balance.Action;
import dev.davit.gateway.balance.AddressBlock;
import dev.davit.gateway.balance.Condition;
import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.balance.EndpointsEntry;
import dev.davit.gateway.balance.EndpointsEntry.Endpoint;
import dev.davit.gateway.balance.ListenerEntry;
import dev.davit.gateway.balance.LoadBalancerEntry;
import dev.davit.gateway.balance.LoadBalancerEntry.Forwarded;
import dev.davit.gateway.balance.RuleEntry;
import dev.davit.gateway.balance.TargetGroupEntry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pure: what the entry needs of load balancers: the forms that the operator's statuses say are in force. What it has never accepted
 * is not there; what it refuses now is there as it was.
 */
final class ElbEntries {

    private ElbEntries() {}

    /** Null while it has no entry port. What an operator of before forms in force has accepted is served as it is. */
    static ListenerEntry listener(Listener listener) {
        var status = listener.getStatus();
        if (status == null
                || status.entryPort == null
                || status.loadBalancer == null
                || status.inForce == null && !isAccepted(status.conditions)) {
            return null;
        }
        ListenerInForce form = listener.inForce();
        return new ListenerEntry(
                listener.getMetadata().getNamespace(),
                listener.getMetadata().getName(),
                String.valueOf(listener.getMetadata().getCreationTimestamp()),
                status.loadBalancer,
                status.entryPort,
                form.port,
                action(form.defaultActions.getFirst(), status.forward));
    }

    /** Null while it is not accepted. */
    static RuleEntry rule(Rule rule) {
        var status = rule.getStatus();
        if (status == null || status.listener == null || status.inForce == null && !isAccepted(status.conditions)) {
            return null;
        }
        RuleInForce form = rule.inForce();
        return new RuleEntry(
                key(rule),
                status.listener,
                form.priority,
                form.conditions.stream().map(ElbEntries::condition).toList(),
                action(form.actions.getFirst(), status.forward));
    }

    private static boolean isAccepted(List<io.fabric8.kubernetes.api.model.Condition> conditions) {
        return conditions != null
                && conditions.stream().anyMatch(c -> "Accepted".equals(c.getType()) && "True".equals(c.getStatus()));
    }

    static LoadBalancerEntry loadBalancer(LoadBalancer loadBalancer) {
        Map<String, String> given = attributes(loadBalancer.getSpec().attributes);
        String forwarded = given.getOrDefault("routing.http.xff_header_processing.mode", "append");
        return new LoadBalancerEntry(
                key(loadBalancer),
                Duration.ofSeconds(Integer.parseInt(given.getOrDefault("idle_timeout.timeout_seconds", "60"))),
                Forwarded.valueOf(forwarded.toUpperCase(Locale.ROOT)),
                Boolean.parseBoolean(given.get("routing.http.xff_client_port.enabled")),
                Boolean.parseBoolean(given.get("routing.http.preserve_host_header.enabled")));
    }

    /** Null while it has no Service, or its function is not there. */
    static TargetGroupEntry targetGroup(TargetGroup group) {
        var status = group.getStatus();
        boolean isFunction = "lambda".equals(group.getSpec().targetType);
        if (status == null || (isFunction ? status.functionARN : status.service) == null) {
            return null;
        }
        Map<String, String> given = attributes(group.getSpec().attributes);
        return new TargetGroupEntry(
                key(group),
                status.ackResourceMetadata.arn,
                "least_outstanding_requests".equals(given.get("load_balancing.algorithm.type")),
                isFunction ? status.functionARN : null,
                Boolean.parseBoolean(given.get("lambda.multi_value_headers.enabled")));
    }

    /** The endpoints that are ready: those that end or fail their check are not. */
    static EndpointsEntry endpoints(EndpointSlice slice) {
        Integer port = stream(slice.getPorts())
                .map(p -> p.getPort())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<Endpoint> ready = port == null
                ? List.of()
                : stream(slice.getEndpoints())
                        .filter(e -> e.getConditions() != null
                                && Boolean.TRUE.equals(e.getConditions().getReady()))
                        .map(e -> new Endpoint(e.getAddresses().getFirst(), port))
                        .toList();
        return new EndpointsEntry(key(slice), slice.getMetadata().getLabels().get(Labels.TARGET_GROUP), ready);
    }

    private static Action action(dev.davit.api.elbv2.v1alpha1.Action action, List<ForwardTarget> forward) {
        return switch (action.type) {
            case "fixed-response" ->
                new Action.Fixed(
                        Integer.parseInt(action.fixedResponseConfig.statusCode),
                        action.fixedResponseConfig.contentType,
                        action.fixedResponseConfig.messageBody);
            case "redirect" -> redirect(action.redirectConfig);
            default ->
                new Action.Forward(stream(forward)
                        .map(share -> new Action.Share(share.targetGroup, share.weight))
                        .toList());
        };
    }

    private static Action redirect(RedirectActionConfig to) {
        return new Action.Redirect("HTTP_301".equals(to.statusCode), to.protocol, to.host, to.port, to.path, to.query);
    }

    private static Condition condition(RuleCondition condition) {
        return switch (condition.field) {
            case "host-header" ->
                new Condition.Host(condition.values == null ? condition.hostHeaderConfig.values : condition.values);
            case "path-pattern" ->
                new Condition.Path(condition.values == null ? condition.pathPatternConfig.values : condition.values);
            case "http-header" ->
                new Condition.Header(condition.httpHeaderConfig.httpHeaderName, condition.httpHeaderConfig.values);
            case "http-request-method" -> new Condition.Method(condition.httpRequestMethodConfig.values);
            case "query-string" ->
                new Condition.Query(condition.queryStringConfig.values.stream()
                        .map(pair -> new Condition.Parameter(pair.key, pair.value))
                        .toList());
            default ->
                new Condition.Source(condition.sourceIPConfig.values.stream()
                        .map(AddressBlock::of)
                        .toList());
        };
    }

    private static Map<String, String> attributes(List<Attribute> attributes) {
        return stream(attributes)
                .filter(attribute -> attribute.value != null)
                .collect(Collectors.toMap(attribute -> attribute.key, attribute -> attribute.value));
    }

    private static <E> Stream<E> stream(List<E> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    private static ElbKey key(HasMetadata object) {
        return new ElbKey(
                object.getMetadata().getNamespace(), object.getMetadata().getName());
    }
}
