package dev.davit.operator.elbv2.balance;

import dev.davit.api.common.Reason;
import dev.davit.api.elbv2.v1alpha1.Attribute;
import dev.davit.operator.kernel.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Pure: the attributes of a kind and the values that are supported.
 *
 * @param supported by key, which values there are
 * @param fixed by key, the value that is accepted: the one that AWS starts with
 */
public record KnownAttributes(Map<String, Range> supported, Map<String, List<String>> fixed) {

    /** Attributes of load balancers. */
    public static final KnownAttributes OF_LOAD_BALANCERS = new KnownAttributes(
            Map.of(
                    "idle_timeout.timeout_seconds",
                    Range.of(1, 4000),
                    "routing.http.xff_header_processing.mode",
                    Range.of("append", "preserve", "remove"),
                    "routing.http.xff_client_port.enabled",
                    Range.BOOLEAN,
                    "routing.http.preserve_host_header.enabled",
                    Range.BOOLEAN),
            Map.ofEntries(
                    is("deletion_protection.enabled", "false"),
                    is("load_balancing.cross_zone.enabled", "true"),
                    is("zonal_shift.config.enabled", "false"),
                    is("ipv6.deny_all_igw_traffic", "false", "true"), // AWS's default goes by the scheme
                    is("access_logs.s3.enabled", "false"),
                    is("access_logs.s3.bucket", ""),
                    is("access_logs.s3.prefix", ""),
                    is("connection_logs.s3.enabled", "false"),
                    is("connection_logs.s3.bucket", ""),
                    is("connection_logs.s3.prefix", ""),
                    is("health_check_logs.s3.enabled", "false"),
                    is("health_check_logs.s3.bucket", ""),
                    is("health_check_logs.s3.prefix", ""),
                    is("client_keep_alive.seconds", "3600"),
                    is("routing.http.desync_mitigation_mode", "defensive"),
                    is("routing.http.drop_invalid_header_fields.enabled", "false"),
                    is("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "false"),
                    is("routing.http2.enabled", "true"),
                    is("waf.fail_open.enabled", "false"),
                    is("dns_record.client_routing_policy", "any_availability_zone"),
                    is("secondary_ips.auto_assigned.per_subnet", "0")));

    /** Attributes of target groups. */
    public static final KnownAttributes OF_TARGET_GROUPS = new KnownAttributes(
            Map.of(
                    "deregistration_delay.timeout_seconds", Range.of(0, 3600),
                    "load_balancing.algorithm.type", Range.of("round_robin", "least_outstanding_requests"),
                    "lambda.multi_value_headers.enabled", Range.BOOLEAN),
            Map.ofEntries(
                    is("stickiness.enabled", "false"),
                    is("stickiness.type", "lb_cookie", "source_ip"), // AWS's default goes by the protocol
                    is("stickiness.lb_cookie.duration_seconds", "86400"),
                    is("stickiness.app_cookie.duration_seconds", "86400"),
                    is("stickiness.app_cookie.cookie_name", ""),
                    is("slow_start.duration_seconds", "0"),
                    is("load_balancing.cross_zone.enabled", "use_load_balancer_configuration"),
                    is("load_balancing.algorithm.anomaly_mitigation", "off"),
                    is("target_group_health.dns_failover.minimum_healthy_targets.count", "1"),
                    is("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off"),
                    is("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1"),
                    is("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off"),
                    is("target_health_state.unhealthy.connection_termination.enabled", "true"),
                    is("target_health_state.unhealthy.draining_interval_seconds", "0"),
                    is("preserve_client_ip.enabled", "false"),
                    is("proxy_protocol_v2.enabled", "false"),
                    is("deregistration_delay.connection_termination.enabled", "false")));

    private static Map.Entry<String, List<String>> is(String key, String... values) {
        return Map.entry(key, List.of(values));
    }

    /**
     * Values of an attribute.
     *
     * @param text in words
     * @param contains whether a value is one of them
     */
    public record Range(String text, Predicate<String> contains) {
        static final Range BOOLEAN = of("true", "false");

        static Range of(int from, int to) {
            return new Range(
                    "a number from " + from + " to " + to,
                    value -> value.matches("[0-9]{1,6}")
                            && Integer.parseInt(value) >= from
                            && Integer.parseInt(value) <= to);
        }

        static Range of(String... values) {
            return new Range(String.join(" or ", values), List.of(values)::contains);
        }
    }

    /** Accepted, or why one of them is not. */
    public Outcome check(List<Attribute> attributes, Reason invalid, Reason notSupported) {
        for (Attribute attribute : Objects.requireNonNullElse(attributes, List.<Attribute>of())) {
            String value = Objects.requireNonNullElse(attribute.value, "");
            Range range = supported.get(attribute.key);
            if (range != null && !range.contains().test(value)) {
                return new Outcome.Rejection(
                        invalid,
                        "The attribute " + attribute.key + " must be " + range.text() + ", as on AWS, not \"" + value
                                + "\".");
            }
            if (range == null && !fixed.getOrDefault(attribute.key, List.of()).contains(value)) {
                return new Outcome.Rejection(
                        notSupported,
                        "The attribute " + attribute.key + " = \"" + value + "\" is not supported: "
                                + (fixed.containsKey(attribute.key)
                                        ? "leave it out, or set it to \""
                                                + String.join("\" or \"", fixed.get(attribute.key)) + "\"."
                                        : "leave it out. Supported are "
                                                + String.join(", ", new TreeSet<>(supported.keySet())) + "."));
            }
        }
        return new Outcome.Accepted();
    }
}
