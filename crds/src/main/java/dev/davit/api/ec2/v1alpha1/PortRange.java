package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;

/** Ports of an entry. */
@ValidationRule(
        value = "has(self.from) && has(self.to) && self.from <= self.to",
        message = "A port range needs from and to, and from must not be greater than to: for one port write it "
                + "twice.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PortRange {

    /**
     * The first port, 0 to 65535.
     */
    @Min(0) @Max(65535) public Integer from;

    /**
     * The last port, at least from.
     */
    @Min(0) @Max(65535) public Integer to;
}
