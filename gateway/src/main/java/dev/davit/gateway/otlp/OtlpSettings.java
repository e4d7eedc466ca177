package dev.davit.gateway.otlp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where traces go, and which.
 *
 * @param endpoint where a collector takes them: {@code http(s)://host:port/v1/traces}
 * @param headers what is sent with them
 * @param ratio the share of traces that begin here and are recorded, 0 to 1
 * @param trustCallers whether a proven caller's own decision counts instead
 * @param resource what is said of this process, by attribute
 */
public record OtlpSettings(
        URI endpoint, Map<String, String> headers, double ratio, boolean trustCallers, Map<String, String> resource) {

    private static final String PATH = "/v1/traces";

    /** Refuses a share that is none. */
    public OtlpSettings {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException(
                    "The sampling ratio of traces is " + ratio + ": say a number from 0 (none) to 1 (all).");
        }
    }

    /** The address in a text: http or https, with a host; without a path it is OTLP's own, {@code /v1/traces}. */
    public static URI endpoint(String text) {
        try {
            URI given = new URI(text.strip());
            boolean web = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
            if (!web || given.getHost() == null || given.getRawUserInfo() != null || given.getRawFragment() != null) {
                throw new IllegalArgumentException(bad("it is no http or https address of a host"));
            }
            boolean bare = given.getRawPath().isEmpty() || given.getRawPath().equals("/");
            return bare ? given.resolve(PATH) : given;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(bad(e.getReason()), e);
        }
    }

    private static String bad(String why) {
        return "The endpoint for traces cannot be used: " + why
                + ". Say where your collector takes OTLP over HTTP, such as http://otel-collector.observability:4318.";
    }

    /** Headers in the form of {@code OTEL_EXPORTER_OTLP_HEADERS}: {@code name=value,name=value}. Errors tell no value. */
    public static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String each : text.split(",")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                headers.put(
                        each.substring(0, equals).strip(),
                        each.substring(equals + 1).strip());
            } else if (!each.isBlank()) {
                throw new IllegalArgumentException("The headers for traces are not of the form name=value,name=value:"
                        + " number " + (headers.size() + 1) + " has no equals sign.");
            }
        }
        return headers;
    }
}
