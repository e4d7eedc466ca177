package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a request must be for a Rule to match. */
@ValidationRule(
        value =
                "(self.field == 'host-header' || !has(self.hostHeaderConfig)) && (self.field == 'path-pattern' || !has(self.pathPatternConfig)) && (self.field == 'http-header' || !has(self.httpHeaderConfig)) && (self.field == 'http-request-method' || !has(self.httpRequestMethodConfig)) && (self.field == 'query-string' || !has(self.queryStringConfig)) && (self.field == 'source-ip' || !has(self.sourceIPConfig))",
        message =
                "A condition may have the configuration of its own field only, for example pathPatternConfig for path-pattern: remove the others.")
@ValidationRule(
        value =
                "[has(self.values), has(self.hostHeaderConfig), has(self.pathPatternConfig), has(self.httpHeaderConfig), has(self.httpRequestMethodConfig), has(self.queryStringConfig), has(self.sourceIPConfig)].filter(given, given).size() == 1 && (!has(self.values) || self.field in ['host-header', 'path-pattern'])",
        message =
                "A condition needs the configuration of its field, or, for host-header and path-pattern, one value in values: set one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RuleCondition {

    /**
     * host-header, path-pattern, http-header, http-request-method, query-string or source-ip.
     */
    @Required
    @Values({"host-header", "path-pattern", "http-header", "http-request-method", "query-string", "source-ip"})
    public String field;

    /**
     * For host-header: what is compared.
     */
    public HostHeaderConditionConfig hostHeaderConfig;

    /**
     * For path-pattern: what is compared.
     */
    public PathPatternConditionConfig pathPatternConfig;

    /**
     * For http-header: what is compared.
     */
    public HTTPHeaderConditionConfig httpHeaderConfig;

    /**
     * For http-request-method: what is compared.
     */
    public HTTPRequestMethodConditionConfig httpRequestMethodConfig;

    /**
     * For query-string: what is compared.
     */
    public QueryStringConditionConfig queryStringConfig;

    /**
     * For source-ip: what is compared.
     */
    public SourceIPConditionConfig sourceIPConfig;

    /**
     * For host-header and path-pattern, instead of their configuration: one value.
     */
    @ValidationRule(
            value = "self.all(v, v.matches('^[A-Za-z0-9_.$/~\"\\'@:+&*?-]+$'))",
            message =
                    "values of a condition may hold letters, digits, _-.$/~\"'@:+& and the wildcards * and ?, as on AWS.")
    @Size(min = 1, max = 1) public List<@Size(min = 1, max = 128) String> values;
}
