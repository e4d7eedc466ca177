package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Known from ACK: log-in with Cognito, which is refused. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AuthenticateCognitoActionConfig {

    /**
     * Further parameters.
     */
    @Size(max = 10) public Map<String, String> authenticationRequestExtraParams;

    /**
     * What to do with strangers.
     */
    @Size(max = 32) public String onUnauthenticatedRequest;

    /**
     * The scopes.
     */
    @Size(max = 1024) public String scope;

    /**
     * The cookie.
     */
    @Size(max = 256) public String sessionCookieName;

    /**
     * Seconds of a session.
     */
    public Long sessionTimeout;

    /**
     * The user pool.
     */
    @Size(max = 1024) public String userPoolARN;

    /**
     * The client.
     */
    @Size(max = 1024) public String userPoolClientID;

    /**
     * The domain.
     */
    @Size(max = 1024) public String userPoolDomain;
}
