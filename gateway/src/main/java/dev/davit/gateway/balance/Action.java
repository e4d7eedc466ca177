package dev.davit.gateway.balance;

import java.util.List;

/** What is done with a request. */
public sealed interface Action {

    /** It goes to one of these groups, by weight. */
    record Forward(List<Share> shares) implements Action {}

    /**
     * A target group and its share.
     *
     * @param targetGroup its name, in the namespace of the listener
     * @param weight 0 to 999
     */
    record Share(String targetGroup, int weight) {}

    /** It is answered so. */
    record Fixed(int status, String contentType, String body) implements Action {}

    /** It is sent elsewhere. Parts may hold the placeholders of AWS; null parts stay as they are. */
    record Redirect(boolean permanent, String protocol, String host, String port, String path, String query)
            implements Action {

        /**
         * Where to.
         *
         * @param request the request
         * @param requestProtocol http or https
         * @param requestPort the listener's port
         */
        public String location(RequestView request, String requestProtocol, int requestPort) {
            Placeholders filled = new Placeholders(request, requestProtocol, requestPort);
            String to = protocol == null ? requestProtocol : filled.in(protocol).toLowerCase(java.util.Locale.ROOT);
            String asked = query == null ? request.query() : filled.in(query);
            return to + "://" + (host == null ? request.host() : filled.in(host)) + ":"
                    + (port == null ? Integer.toString(requestPort) : filled.in(port))
                    + (path == null ? request.path() : filled.in(path)) + (asked.isEmpty() ? "" : "?" + asked);
        }
    }

    /** The placeholders' values for one request. */
    record Placeholders(RequestView request, String protocol, int port) {
        String in(String text) {
            if (!text.contains("#{")) {
                return text;
            }
            return text.replace("#{protocol}", protocol)
                    .replace("#{host}", request.host())
                    .replace("#{port}", Integer.toString(port))
                    .replace("#{path}", request.path().substring(1))
                    .replace("#{query}", request.query());
        }
    }
}
