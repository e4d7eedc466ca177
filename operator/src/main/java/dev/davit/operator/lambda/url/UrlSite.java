package dev.davit.operator.lambda.url;

import dev.davit.operator.config.OperatorConfig;
import java.util.OptionalInt;

/**
 * Where this installation serves URLs.
 *
 * @param region the region in ARNs and host names
 * @param domain the domain under which wildcard names lead to the gateway
 * @param scheme http or https, as clients have to use it
 * @param port as clients have to use it; empty for the scheme's own
 */
record UrlSite(String region, String domain, String scheme, OptionalInt port) {

    static UrlSite of(OperatorConfig config) {
        return new UrlSite(
                config.region(), config.functionUrlDomain(), config.functionUrlScheme(), config.functionUrlPort());
    }

    /** The URL of that id. */
    String url(String id) {
        String host = id + ".lambda-url." + region + "." + domain;
        return scheme + "://" + host + (port.isPresent() ? ":" + port.getAsInt() : "") + "/";
    }

    /** The path on the gateway's own host name that serves the same. */
    static String path(String id) {
        return "/lambda-url/" + id + "/";
    }
}
