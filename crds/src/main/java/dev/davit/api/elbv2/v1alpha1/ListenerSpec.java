package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A port of a load balancer and what to do with its requests. */
@ValidationRule(
        value = "has(self.loadBalancerARN) != has(self.loadBalancerRef)",
        message = "Exactly one of loadBalancerARN and loadBalancerRef must name the load balancer: set one of them.")
@ValidationRule(
        value =
                "has(self.loadBalancerARN) == has(oldSelf.loadBalancerARN) && (!has(self.loadBalancerARN) || self.loadBalancerARN == oldSelf.loadBalancerARN) && has(self.loadBalancerRef) == has(oldSelf.loadBalancerRef) && (!has(self.loadBalancerRef) || self.loadBalancerRef.from.name == oldSelf.loadBalancerRef.from.name)",
        message = "The load balancer of a Listener cannot be changed, as on AWS: create another Listener.")
@ValidationRule(
        value =
                "!has(self.certificates) && !has(self.sslPolicy) && !has(self.alpnPolicy) && !has(self.mutualAuthentication)",
        message =
                "certificates, sslPolicy, alpnPolicy and mutualAuthentication are of TLS listeners, which are not supported: end TLS in front of Davit, for example in a Gateway.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ListenerSpec {

    /**
     * The load balancer by its ARN, as its status shows it, or by its metadata.name. Exactly one of
     * loadBalancerARN and loadBalancerRef. Cannot be changed.
     */
    @Size(min = 1, max = 1024) public String loadBalancerARN;

    /**
     * The load balancer by reference. Exactly one of loadBalancerARN and loadBalancerRef. Cannot be changed.
     */
    public Reference loadBalancerRef;

    /**
     * The port of the load balancer, 1 to 65535; each once a load balancer.
     */
    @Required
    @ValidationRule(value = "self >= 1 && self <= 65535", message = "port must be between 1 and 65535, as on AWS.")
    public Integer port;

    /**
     * HTTP (of a load balancer of type application) or TCP (network).
     */
    @Required
    @ValidationRule(
            value = "self in ['HTTP', 'TCP']",
            message =
                    "protocol of a Listener must be HTTP or TCP: end TLS in front of Davit (a Gateway, an Ingress, a load balancer of your own); UDP is not supported.")
    @Size(max = 16) public String protocol;

    /**
     * What happens to requests that no Rule matches: one action.
     */
    @Required
    @Size(min = 1, max = 1) public List<Action> defaultActions;

    /**
     * Known from ACK and refused: there are no TLS listeners.
     */
    @Size(max = 25) public List<Certificate> certificates;

    /**
     * Known from ACK and refused: there are no TLS listeners.
     */
    @Size(max = 128) public String sslPolicy;

    /**
     * Known from ACK and refused: there are no TLS listeners.
     */
    @Size(max = 5) public List<String> alpnPolicy;

    /**
     * Known from ACK and refused: there are no TLS listeners.
     */
    public MutualAuthenticationAttributes mutualAuthentication;

    /**
     * Tags for people and cost reports, at most 50. No effect on traffic.
     */
    @Size(max = 50) public List<Tag> tags;
}
