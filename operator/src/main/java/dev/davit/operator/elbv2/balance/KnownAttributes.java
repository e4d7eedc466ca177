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
 * @param fixed by key, the one value that is accepted: the one that AWS starts with
 */
public record KnownAttributes(Map<String, Range> supported, Map<String, String> fixed) {

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
            Map.of(
                    "deletion_protection.enabled", "false",
                    "access_logs.s3.enabled", "false",
                    "connection_logs.s3.enabled", "false",
                    "routing.http.drop_invalid_header_fields.enabled", "false",
                    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "false",
                    "waf.fail_open.enabled", "false",
                    "load_balancing.cross_zone.enabled", "true",
                    "zonal_shift.config.enabled", "false"));

    /** Attributes of target groups. */
    public static final KnownAttributes OF_TARGET_GROUPS = new KnownAttributes(
            Map.of(
                    "deregistration_delay.timeout_seconds", Range.of(0, 3600),
                    "load_balancing.algorithm.type", Range.of("round_robin", "least_outstanding_requests"),
                    "lambda.multi_value_headers.enabled", Range.BOOLEAN),
            Map.of(
                    "stickiness.enabled", "false",
                    "slow_start.duration_seconds", "0",
                    "load_balancing.cross_zone.enabled", "use_load_balancer_configuration",
                    "load_balancing.algorithm.anomaly_mitigation", "off",
                    "preserve_client_ip.enabled", "false",
                    "proxy_protocol_v2.enabled", "false",
                    "deregistration_delay.connection_termination.enabled", "false"));

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
            String value = String.valueOf(attribute.value);
            Range range = supported.get(attribute.key);
            if (range != null && !range.contains().test(value)) {
                return new Outcome.Rejection(
                        invalid,
                        "The attribute " + attribute.key + " must be " + range.text() + ", as on AWS, not \"" + value
                                + "\".");
            }
            if (range == null && !value.equals(fixed.get(attribute.key))) {
                return new Outcome.Rejection(
                        notSupported,
                        "The attribute " + attribute.key + " = \"" + value + "\" is not supported: "
                                + (fixed.containsKey(attribute.key)
                                        ? "leave it out, or set it to \"" + fixed.get(attribute.key) + "\"."
                                        : "leave it out. Supported are "
                                                + String.join(", ", new TreeSet<>(supported.keySet())) + "."));
            }
        }
        return new Outcome.Accepted();
    }
}
