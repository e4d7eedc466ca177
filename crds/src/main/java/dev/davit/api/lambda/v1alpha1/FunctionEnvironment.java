package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Environment variables for the code. */
@ValidationRule(
        value = "!has(self.secrets) || !has(self.variables) || self.secrets.all(s, !(s.name in self.variables))",
        message = "A name stands both in environment.variables and in environment.secrets: remove it from one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionEnvironment {

    /**
     * Names to values. A name starts with a letter and holds letters, digits and underscores, two at least.
     * Names that the platform sets itself (AWS_REGION, AWS_LAMBDA_FUNCTION_NAME …) are refused as on AWS. All
     * together may take 4,096 bytes, counted as AWS does: as the JSON text of the map in UTF-8, with an escape for each quote,
     * backslash, tab and end of line. A change makes a new revision. Not for secrets: everybody who may read the Function can read them.
     */
    @ValidationRule(
            value = "self.all(name, size(name) <= 256 && name.matches('^[a-zA-Z][a-zA-Z0-9_]+$'))",
            message =
                    "Names of environment variables must start with a letter and hold only letters, digits and underscores, "
                            + "two characters at least (AWS's rule): rename the variable.")
    @ValidationRule(
            value = "self.all(name, !(name in [" + ReservedVariables.CEL + "]))",
            message =
                    "The environment holds a reserved name. Davit sets these variables itself, as AWS Lambda does, so remove "
                            + "them or use other names: "
                            + ReservedVariables.TEXT
                            + ".")
    @ValidationRule(
            value = "self.map(name, size(name) + size(bytes(self[name])) + size(self[name]) - size(self[name]"
                    + ".replace('\"', '').replace('\\\\', '').replace('\\n', '').replace('\\r', '').replace('\\t', '')) + 6)"
                    + ".sum() + 1 <= 4096",
            message =
                    "Environment variables may take 4096 bytes in all, counted as the JSON text {\"name\":\"value\",…} like "
                            + "on AWS: shorten them, or put the data into a file of the code or a ConfigMap.")
    @Size(max = 512) public Map<String, @Size(max = 4096) String> variables;

    /**
     * Variables whose values come from Secrets of the namespace; Davit's own field. The node reads the Secret when
     * an environment starts; Davit itself never does. A changed Secret is seen by environments that start after
     * the change: to replace those that run, change the function, or delete its environment pods. Functions with
     * secrets do not share warm environments with functions without.
     */
    @ValidationRule(
            value = "self.all(s, !(s.name in [" + ReservedVariables.CEL + "]))",
            message =
                    "environment.secrets holds a reserved name. Davit sets these variables itself, as AWS Lambda does, so "
                            + "remove them or use other names: "
                            + ReservedVariables.TEXT
                            + ".")
    @MapKey("name")
    @Size(max = 64) public List<SecretVariable> secrets;
}
