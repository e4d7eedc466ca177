package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The answers that count as healthy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Matcher {

    /**
     * HTTP codes: one (200), several (200,302) or a range (200-399), all within 200 to 399. The check is the
     * kubelet's, which counts every answer of 200 to 399 as healthy: a narrower list is read as that.
     */
    @ValidationRule(
            value = "self.matches('^[23][0-9]{2}([,-][23][0-9]{2})*$')",
            message =
                    "httpCode must lie within 200-399, because the kubelet makes the check and counts those as healthy: answer the check with one of them.")
    @Size(max = 128) public String httpCode;

    /**
     * Known from ACK and refused: gRPC target groups are not supported.
     */
    @ValidationRule(
            value = "self == ''",
            message = "grpcCode is of gRPC target groups, which are not supported: use HTTP, and httpCode.")
    @Size(max = 128) public String grpcCode;
}
