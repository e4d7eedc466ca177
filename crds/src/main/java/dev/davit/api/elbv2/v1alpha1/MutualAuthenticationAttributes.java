package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** How clients of a TLS listener prove themselves. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class MutualAuthenticationAttributes {

    /**
     * Whether expired certificates are taken.
     */
    public Boolean ignoreClientCertificateExpiry;

    /**
     * off, verify or passthrough.
     */
    @Size(max = 16) public String mode;

    /**
     * The trust store.
     */
    @Size(max = 1024) public String trustStoreARN;
}
