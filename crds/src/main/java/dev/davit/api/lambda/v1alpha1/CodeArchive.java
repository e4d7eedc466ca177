package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A zip archive on a web server. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class CodeArchive {

    /**
     * Where it is: a public http or https address on port 80 or 443, without a user name or password. Addresses
     * of the cluster, of private networks and of cloud metadata are refused unless the installation allows the
     * host (chart values code.allowedHosts, code.allowedCidrs). At most three redirects are followed, each checked
     * in the same way.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^https?://[^\\\\s]+$')",
            message = "url must be an http or https address without spaces, for example https://example.org/hello.zip.")
    @Size(min = 1, max = 2048) public String url;

    /** The SHA-256 of the archive as 64 hexadecimal digits; the download must have it. */
    @Required
    @ValidationRule(
            value = "self.matches('^[0-9a-f]{64}$')",
            message =
                    "sha256 must be the 64 lower-case hexadecimal digits that sha256sum prints, so that nobody can exchange "
                            + "the archive.")
    @Size(max = 64) public String sha256;
}
