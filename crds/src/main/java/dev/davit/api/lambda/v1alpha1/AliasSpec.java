package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which version of which function the alias names. */
@ValidationRule(
        value = "has(self.functionName) != has(self.functionRef)",
        message = "Exactly one of functionName and functionRef must say whose alias this is: set one of them.")
@ValidationRule(
        value = "has(self.name) == has(oldSelf.name) && (!has(self.name) || self.name == oldSelf.name) && "
                + "has(self.functionName) == has(oldSelf.functionName) && (!has(self.functionName) || self.functionName == "
                + "oldSelf.functionName) && has(self.functionRef) == has(oldSelf.functionRef) && (!has(self.functionRef) || "
                + "self.functionRef == oldSelf.functionRef)",
        message =
                "The name and the function of an alias cannot change, because callers know it by both: create another Alias.")
@ValidationRule(
        value =
                "!has(self.routingConfig) || !has(self.routingConfig.additionalVersionWeights) || "
                        + "size(self.routingConfig.additionalVersionWeights) == 0 || !self.functionVersion.startsWith('$LATEST')",
        message =
                "$LATEST cannot share traffic with another version, as on AWS: publish a Version and set functionVersion to "
                        + "its number.")
@ValidationRule(
        value =
                "!has(self.routingConfig) || !has(self.routingConfig.additionalVersionWeights) || !(self.functionVersion in "
                        + "self.routingConfig.additionalVersionWeights)",
        message =
                "additionalVersionWeights names the alias' own functionVersion: name the other version; functionVersion gets "
                        + "what remains.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AliasSpec {

    /**
     * The alias' name, as in hello:live; default: metadata.name. 1 to 128 letters, digits, hyphens and
     * underscores, not digits only. Cannot be changed, and is unique for a function.
     */
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9_-]{1,128}$') && !self.matches('^[0-9]+$')",
            message =
                    "name must be 1 to 128 letters, digits, hyphens and underscores and not digits only, because those are "
                            + "versions: rename it, for example v7 or live.")
    @Size(max = 128) public String name;

    /**
     * The function by name or ARN: a Function of the namespace. Not together with functionRef. Cannot be
     * changed.
     */
    @ValidationRule(
            value =
                    "self.matches('^(arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:|[0-9]{12}:function:)?[a-zA-Z0-9_-]{1,64}$')",
            message =
                    "functionName must be a function's name (1 to 64 letters, digits, hyphens, underscores) or its ARN "
                            + "without a version.")
    @Size(max = 140) public String functionName;

    /**
     * The function by reference: a Function of the namespace. Not together with functionName. Cannot be
     * changed.
     */
    public Reference functionRef;

    /**
     * The version that the alias names: a number from a Version's status, $LATEST, or $LATEST.PUBLISHED to follow the
     * version that was published last (together with the Function's publish: every change goes live by itself). A change
     * moves new invocations to the other version at once.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^([$]LATEST([.]PUBLISHED)?|[1-9][0-9]*)$')",
            message = "functionVersion must be a version's number, as in a Version's status.version, $LATEST, or "
                    + "$LATEST.PUBLISHED for the version that was published last.")
    @Size(max = 64) public String functionVersion;

    /** What the alias is for, in your words; at most 256 characters. */
    @Size(max = 256) public String description;

    /**
     * A second version that gets a part of the traffic: each call draws its version anew. A change moves new
     * invocations at once.
     */
    public RoutingConfig routingConfig;

    /**
     * Environments kept initialised for the version that this alias points at; how far they are says
     * status.provisionedConcurrency. Not for $LATEST, and not for a version that has provisioned concurrency of its own, as
     * on AWS. A change of functionVersion moves them. All of a function's together may not be more than its
     * reservedConcurrentExecutions, or, where it reserves nothing, than the namespace can spare.
     */
    public ProvisionedConcurrencyConfig provisionedConcurrencyConfig;

    /**
     * How asynchronous invocations of this alias are retried and where their results go. Without it they are treated by
     * AWS's defaults: as on AWS, neither what its version says nor what the Function says holds for an alias. The
     * Function's deadLetterConfig holds for all. A change holds for events that are under way, too.
     */
    public FunctionEventInvokeConfig functionEventInvokeConfig;

    /**
     * Who else may invoke the alias, as resource policy statements. Accepted for compatibility; has no effect:
     * on a cluster RBAC says who may invoke.
     */
    @Size(max = 100) public List<Permission> permissions;
}
