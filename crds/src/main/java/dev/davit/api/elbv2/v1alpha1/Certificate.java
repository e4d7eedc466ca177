package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;

/** A certificate of a TLS listener. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Certificate {

    /**
     * Its ARN.
     */
    @Size(max = 1024) public String certificateARN;

    /**
     * The certificate by reference.
     */
    public Reference certificateRef;

    /**
     * Whether it is the default one.
     */
    public Boolean isDefault;
}
