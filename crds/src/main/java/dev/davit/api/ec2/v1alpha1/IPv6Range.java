package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** IPv6 addresses of a rule. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class IPv6Range {

    /**
     * A block such as fd12:3456:789a:1::/64, one address as 2001:db8::7/128, or ::/0.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^[0-9a-fA-F:]*:[0-9a-fA-F:.]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$')",
            message = "cidrIPv6 must be an IPv6 block, for example fd12:3456:789a:1::/64, or ::/0.")
    @Size(max = 43) public String cidrIPv6;

    /**
     * What the range is, at most 255 characters.
     */
    @Size(max = 255) public String description;
}
