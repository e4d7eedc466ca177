package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Known from ACK: log-in with OpenID Connect, which is refused. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AuthenticateOIDCActionConfig {

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
     * The authorization endpoint.
     */
    @Size(max = 1024) public String authorizationEndpoint;

    /**
     * The client.
     */
    @Size(max = 1024) public String clientID;

    /**
     * The client's secret.
     */
    @Size(max = 1024) public String clientSecret;

    /**
     * The issuer.
     */
    @Size(max = 1024) public String issuer;

    /**
     * The token endpoint.
     */
    @Size(max = 1024) public String tokenEndpoint;

    /**
     * The user info endpoint.
     */
    @Size(max = 1024) public String userInfoEndpoint;

    /**
     * Whether to keep the secret.
     */
    public Boolean useExistingClientSecret;
}
