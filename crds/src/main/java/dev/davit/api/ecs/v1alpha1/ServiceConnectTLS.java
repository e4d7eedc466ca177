package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Encryption by the proxy, which is not there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceConnectTLS {

    /** The authority of certificates. */
    public ServiceConnectTLSCertificateAuthority issuerCertificateAuthority;

    /** The key. */
    @Size(max = 2048) public String kmsKey;

    /** The role. */
    @Size(max = 2048) public String roleARN;
}
