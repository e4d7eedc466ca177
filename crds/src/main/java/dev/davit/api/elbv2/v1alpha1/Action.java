package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What to do with a request: forward it, answer it, or redirect it. */
@ValidationRule(
        value =
                "self.type != 'forward' || [has(self.targetGroupARN), has(self.targetGroupRef), has(self.forwardConfig)].filter(given, given).size() == 1",
        message =
                "An action of type forward needs exactly one of targetGroupARN, targetGroupRef and forwardConfig: set one of them.")
@ValidationRule(
        value = "(self.type == 'fixed-response') == has(self.fixedResponseConfig)",
        message = "fixedResponseConfig belongs to actions of type fixed-response, which need it: set both or neither.")
@ValidationRule(
        value = "(self.type == 'redirect') == has(self.redirectConfig)",
        message = "redirectConfig belongs to actions of type redirect, which need it: set both or neither.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Action {

    /**
     * forward, fixed-response or redirect.
     */
    @Required
    @ValidationRule(
            value = "self in ['forward', 'fixed-response', 'redirect']",
            message =
                    "type of an action must be forward, fixed-response or redirect: logging users in (authenticate-oidc, authenticate-cognito) is not supported; put an authenticating proxy in front.")
    @Size(max = 32) public String type;

    /**
     * Known from ACK: 1 to 50000; there is one action.
     */
    @ValidationRule(value = "self >= 1 && self <= 50000", message = "order must be between 1 and 50000, as on AWS.")
    public Integer order;

    /**
     * For forward to one group: the group by its ARN, as its status shows it, or by its metadata.name.
     */
    @Size(min = 1, max = 1024) public String targetGroupARN;

    /**
     * For forward to one group: the group by reference.
     */
    public Reference targetGroupRef;

    /**
     * For forward to several groups by weight.
     */
    public ForwardActionConfig forwardConfig;

    /**
     * For fixed-response: the answer.
     */
    public FixedResponseActionConfig fixedResponseConfig;

    /**
     * For redirect: where to.
     */
    public RedirectActionConfig redirectConfig;

    /**
     * Known from ACK; the type is refused.
     */
    public AuthenticateCognitoActionConfig authenticateCognitoConfig;

    /**
     * Known from ACK; the type is refused.
     */
    public AuthenticateOIDCActionConfig authenticateOIDCConfig;
}
