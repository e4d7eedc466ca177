package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A redirect to the same URL with some parts changed. #{protocol}, #{host}, #{port}, #{path} (without the leading slash) and #{query} stand for what the request had. */
@ValidationRule(
        value =
                "has(self.protocol) && self.protocol != '#{protocol}' || has(self.host) && self.host != '#{host}' || has(self.port) && self.port != '#{port}' || has(self.path) && self.path != '/#{path}'",
        message =
                "A redirect must change protocol, host, port or path, or it leads to itself, as on AWS: set one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RedirectActionConfig {

    /**
     * HTTP, HTTPS or #{protocol} (default).
     */
    @ValidationRule(
            value = "self in ['HTTP', 'HTTPS', '#{protocol}']",
            message = "protocol of a redirect must be HTTP, HTTPS or #{protocol}, as on AWS.")
    @Size(max = 16) public String protocol;

    /**
     * The host; default #{host}.
     */
    @ValidationRule(
            value =
                    "!self.replace('#{protocol}', '').replace('#{host}', '').replace('#{port}', '').replace('#{path}', '').replace('#{query}', '').contains('#{')",
            message =
                    "host of a redirect may hold #{protocol}, #{host}, #{port}, #{path} and #{query}, as on AWS, and no other placeholder.")
    @Size(min = 1, max = 128) public String host;

    /**
     * 1 to 65535 or #{port} (default).
     */
    @ValidationRule(
            value =
                    "self == '#{port}' || self.matches('^([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$')",
            message = "port of a redirect must be 1 to 65535 or #{port}, as on AWS.")
    @Size(max = 16) public String port;

    /**
     * The path, beginning with /; default /#{path}.
     */
    @ValidationRule(
            value = "self.startsWith('/')",
            message = "path of a redirect must begin with /, as on AWS, for example /new/#{path}.")
    @ValidationRule(
            value =
                    "!self.replace('#{protocol}', '').replace('#{host}', '').replace('#{port}', '').replace('#{path}', '').replace('#{query}', '').contains('#{')",
            message =
                    "path of a redirect may hold #{protocol}, #{host}, #{port}, #{path} and #{query}, as on AWS, and no other placeholder.")
    @Size(min = 1, max = 128) public String path;

    /**
     * The query without the question mark; default #{query}.
     */
    @ValidationRule(
            value =
                    "!self.replace('#{protocol}', '').replace('#{host}', '').replace('#{port}', '').replace('#{path}', '').replace('#{query}', '').contains('#{')",
            message =
                    "query of a redirect may hold #{protocol}, #{host}, #{port}, #{path} and #{query}, as on AWS, and no other placeholder.")
    @Size(max = 128) public String query;

    /**
     * HTTP_301 (permanent) or HTTP_302 (temporary).
     */
    @Required
    @Values({"HTTP_301", "HTTP_302"})
    public String statusCode;
}
