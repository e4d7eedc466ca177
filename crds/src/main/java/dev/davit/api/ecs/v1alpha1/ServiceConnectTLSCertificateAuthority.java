package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** The authority of certificates. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceConnectTLSCertificateAuthority {

    /** An authority of AWS. */
    @Size(max = 2048) public String awsPCAAuthorityARN;
}
