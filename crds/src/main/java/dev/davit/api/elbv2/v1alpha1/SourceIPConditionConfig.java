package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Blocks of addresses. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SourceIPConditionConfig {

    /**
     * 1 to 5 blocks, for example 192.0.2.0/24 or 2001:db8::/32; the address is that of the connection, not of
     * X-Forwarded-For.
     */
    @Required
    @ValidationRule(
            value = "self.all(v, isCIDR(v))",
            message = "A source-ip condition needs blocks of addresses, for example 192.0.2.0/24, as on AWS.")
    @Size(min = 1, max = 5) public List<@Size(min = 1, max = 64) String> values;
}
