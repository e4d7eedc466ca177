package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which web pages of other origins may call a function's URL, and what of it they may see. */
@ValidationRule(
        value = "!has(self.allowCredentials) || !self.allowCredentials || !has(self.allowOrigins) || "
                + "!('*' in self.allowOrigins)",
        message =
                "allowCredentials cannot go with every origin (*), because any page could then act for its visitors: list "
                        + "the origins in allowOrigins, or remove allowCredentials.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionURLCors {

    /** Whether pages may send cookies and other credentials; default false. Not together with the origin *. */
    public Boolean allowCredentials;

    /** Request headers that pages may send, such as Content-Type or X-Custom-Header, or * for any; at most 100. */
    @ValidationRule(
            value = "self.all(header, header.matches('^[!#$%&*+.^_|~0-9A-Za-z`-]+$'))",
            message =
                    "allowHeaders must be names of HTTP headers, such as Content-Type, or *: remove blanks and colons.")
    @Size(max = 100) public List<@Size(max = 1024) String> allowHeaders;

    /** Methods that pages may use: GET, PUT, HEAD, POST, PATCH, DELETE or * for any; at most 6. */
    @Size(max = 6) public List<@Values({"GET", "PUT", "HEAD", "POST", "PATCH", "DELETE", "*"}) String> allowMethods;

    /** Origins whose pages may call, such as https://www.example.com or http://localhost:8080, or * for any; at most 100. */
    @ValidationRule(
            value = "self.all(origin, origin == '*' || origin.matches('^[a-zA-Z][a-zA-Z0-9+.-]*://[^/*?# ]+$'))",
            message =
                    "allowOrigins must be * or origins as browsers send them: scheme, host and port if it is not the usual "
                            + "one, without a path, for example https://www.example.com.")
    @Size(max = 100) public List<@Size(min = 1, max = 253) String> allowOrigins;

    /** Headers of the answer that pages may read, or * for any; at most 100. */
    @ValidationRule(
            value = "self.all(header, header.matches('^[!#$%&*+.^_|~0-9A-Za-z`-]+$'))",
            message = "exposeHeaders must be names of HTTP headers, such as ETag, or *: remove blanks and colons.")
    @Size(max = 100) public List<@Size(max = 1024) String> exposeHeaders;

    /** How long browsers may remember the answer to a preflight request, in seconds: 0 (default) to 86,400, a day. */
    @ValidationRule(
            value = "self >= 0 && self <= 86400",
            message = "maxAge must be between 0 and 86400 seconds (a day), as on AWS Lambda: choose a number in it.")
    public Integer maxAge;
}
