package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Which function to publish. */
@ValidationRule(
        value = "has(self.functionName) != has(self.functionRef)",
        message = "Exactly one of functionName and functionRef must say which function to publish: set one of them.")
@ValidationRule(
        value =
                "has(self.functionName) == has(oldSelf.functionName) && (!has(self.functionName) || self.functionName == "
                        + "oldSelf.functionName) && has(self.functionRef) == has(oldSelf.functionRef) && (!has(self.functionRef) || "
                        + "self.functionRef == oldSelf.functionRef) && has(self.description) == has(oldSelf.description) && "
                        + "(!has(self.description) || self.description == oldSelf.description) && has(self.codeSHA256) == "
                        + "has(oldSelf.codeSHA256) && (!has(self.codeSHA256) || self.codeSHA256 == oldSelf.codeSHA256) && "
                        + "has(self.revisionID) == has(oldSelf.revisionID) && (!has(self.revisionID) || self.revisionID == "
                        + "oldSelf.revisionID)",
        message =
                "A published version never changes: create another Version instead. Only provisionedConcurrencyConfig and "
                        + "functionEventInvokeConfig may change.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VersionSpec {

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

    /** What this version is, in your words; at most 256 characters. Cannot be changed. */
    @Size(max = 256) public String description;

    /**
     * Publish only when the function's code has this SHA-256 (base64, see the Function's status): a guard
     * against publishing something else than what was tested. Cannot be changed.
     */
    @Size(max = 64) public String codeSHA256;

    /** Publish only when the Function is at this revision (its status.revision). Cannot be changed. */
    @Size(max = 253) public String revisionID;

    /**
     * How asynchronous invocations that name this version by its number are retried and where their results go. Without it
     * they are treated by AWS's defaults: as on AWS, what the Function says holds for $LATEST alone. The Function's
     * deadLetterConfig holds for all. A change holds for events that are under way, too.
     */
    public FunctionEventInvokeConfig functionEventInvokeConfig;

    /**
     * Environments kept initialised for this version, whether anybody calls or not; calls beyond them start
     * environments as usual. How far they are says status.provisionedConcurrency. All of a function's together may not be
     * more than its reservedConcurrentExecutions, or, where it reserves nothing, than the namespace can spare (100 of its
     * concurrency must be left); and not both a version and an alias of it can have them, as on AWS.
     */
    public ProvisionedConcurrencyConfig provisionedConcurrencyConfig;
}
