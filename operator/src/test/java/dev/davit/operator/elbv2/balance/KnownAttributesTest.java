package dev.davit.operator.elbv2.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.elbv2.v1alpha1.Attribute;
import dev.davit.api.elbv2.v1alpha1.LoadBalancerReason;
import dev.davit.operator.kernel.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes of load balancers as AWS lists them. */
class KnownAttributesTest {

    private static Outcome check(KnownAttributes known, String key, String value) {
        Attribute attribute = new Attribute();
        attribute.key = key;
        attribute.value = value;
        return known.check(
                List.of(attribute), LoadBalancerReason.AttributeInvalid, LoadBalancerReason.AttributeNotSupported);
    }

    @ParameterizedTest
    @CsvSource({
        "client_keep_alive.seconds, 3600, 7200",
        "routing.http.desync_mitigation_mode, defensive, strictest",
        "routing.http2.enabled, true, false",
        "access_logs.s3.bucket, '', logs",
        "waf.fail_open.enabled, false, true"
    })
    void whatALoadBalancerStartsWithOnAwsIsAcceptedAndNothingElse(String key, String start, String other) {
        assertThat(check(KnownAttributes.OF_LOAD_BALANCERS, key, start)).isInstanceOf(Outcome.Accepted.class);
        assertThat(check(KnownAttributes.OF_LOAD_BALANCERS, key, other))
                .isInstanceOfSatisfying(Outcome.Rejection.class, no -> assertThat(no.message())
                        .contains("set it to \"" + start + "\""));
    }

    @ParameterizedTest
    @CsvSource({
        "stickiness.type, lb_cookie, app_cookie",
        "stickiness.lb_cookie.duration_seconds, 86400, 60",
        "target_group_health.dns_failover.minimum_healthy_targets.percentage, off, 50"
    })
    void whatATargetGroupStartsWithOnAwsIsAcceptedAndNothingElse(String key, String start, String other) {
        assertThat(check(KnownAttributes.OF_TARGET_GROUPS, key, start)).isInstanceOf(Outcome.Accepted.class);
        assertThat(check(KnownAttributes.OF_TARGET_GROUPS, key, other)).isInstanceOf(Outcome.Rejection.class);
    }
}
