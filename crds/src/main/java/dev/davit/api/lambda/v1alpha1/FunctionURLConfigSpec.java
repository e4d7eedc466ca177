package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Which function has a URL, who may call it and how it answers. */
@ValidationRule(
        value = "has(self.functionName) != has(self.functionRef)",
        message = "Exactly one of functionName and functionRef must say whose URL this is: set one of them.")
@ValidationRule(
        value =
                "has(self.functionName) == has(oldSelf.functionName) && (!has(self.functionName) || self.functionName == "
                        + "oldSelf.functionName) && has(self.functionRef) == has(oldSelf.functionRef) && (!has(self.functionRef) || "
                        + "self.functionRef == oldSelf.functionRef) && has(self.qualifier) == has(oldSelf.qualifier) && "
                        + "(!has(self.qualifier) || self.qualifier == oldSelf.qualifier)",
        message =
                "The function and the qualifier of a URL cannot change, because the URL is made of them: create another "
                        + "FunctionURLConfig.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionURLConfigSpec {

    /**
     * The function by name or ARN: a Function of the namespace. Not together with functionRef. Cannot be
     * changed.
     */
    @ValidationRule(
            value =
                    "self.matches('^(arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:|[0-9]{12}:function:)?[a-zA-Z0-9_-]{1,64}$')",
            message =
                    "functionName must be a function's name (1 to 64 letters, digits, hyphens, underscores) or its ARN "
                            + "without a qualifier: put the alias into qualifier.")
    @Size(max = 140) public String functionName;

    /**
     * The function by reference: a Function of the namespace. Not together with functionName. Cannot be
     * changed.
     */
    public Reference functionRef;

    /**
     * The alias that the URL invokes; default: the function's newest code ($LATEST). As on AWS a version's number
     * cannot have a URL: let an alias point at it. Cannot be changed.
     */
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9_-]{1,128}$') && !self.matches('^[0-9]+$')",
            message =
                    "qualifier must be the name of an alias (letters, digits, hyphens, underscores, not digits only): create "
                            + "an Alias that points at the version, and name it here.")
    @Size(max = 128) public String qualifier;

    /**
     * Who may call the URL. AWS_IAM: who proves to be somebody with the RBAC verb invoke on the function, by a
     * SigV4 signature (service lambda) or a bearer token. NONE: everybody who reaches the gateway, unknown; the
     * function has to look after itself. A change takes effect at once.
     */
    @Required
    @Values({"NONE", "AWS_IAM"})
    public String authType;

    /**
     * How the answer travels. BUFFERED (default): when it is complete, 6 MB at most. RESPONSE_STREAM: piece by
     * piece as the function makes it, 200 MB at most.
     */
    @Values({"BUFFERED", "RESPONSE_STREAM"})
    public String invokeMode;

    /**
     * Which web pages of other origins may call the URL. With it the gateway answers browsers' preflight requests
     * itself and puts the CORS headers on every answer; without it both are left to the function.
     */
    public FunctionURLCors cors;
}
