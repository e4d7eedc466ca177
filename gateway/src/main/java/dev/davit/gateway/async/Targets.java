package dev.davit.gateway.async;

import dev.davit.api.common.Arn;
import dev.davit.gateway.catalog.FunctionKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Pure: what a destination or a dead-letter target stands for. */
final class Targets {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}(:[a-zA-Z0-9$_-]{1,128})?");
    private static final Pattern SUBJECT = Pattern.compile("[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*");
    private static final String NATS = "nats:";
    private static final int LONGEST_SUBJECT = 200;

    private Targets() {}

    /** Reads a target of a function of that namespace and account. */
    static Target of(String text, String namespace, String account) {
        if (text.startsWith("arn:")) {
            return arn(text, namespace, account);
        }
        if (text.startsWith(NATS)) {
            return subject(text.substring(NATS.length()), account);
        }
        if (text.startsWith("https://") || text.startsWith("http://")) {
            return http(text);
        }
        if (NAME.matcher(text).matches()) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Target.Function(new FunctionKey(namespace, text), null)
                    : new Target.Function(
                            new FunctionKey(namespace, text.substring(0, colon)), text.substring(colon + 1));
        }
        return new Target.None("\"" + text + "\" is neither a function, nor an http(s) address, nor nats:<subject>");
    }

    private static Target arn(String text, String namespace, String account) {
        Arn arn = Arn.parse(text).orElse(null);
        String name = arn == null ? null : arn.functionName().orElse(null);
        if (name == null) {
            return new Target.None(
                    "\"" + text + "\" is not the ARN of a function, and no other kind can be reached yet");
        }
        if (!arn.account().equals(account)) {
            return new Target.None("\"" + text + "\" belongs to another account: destinations stay in their own");
        }
        return new Target.Function(
                new FunctionKey(namespace, name), arn.functionQualifier().orElse(null));
    }

    private static Target subject(String subject, String account) {
        return subject.length() <= LONGEST_SUBJECT && SUBJECT.matcher(subject).matches()
                ? new Target.Subject(account, subject)
                : new Target.None(
                        "\"" + subject + "\" is not a subject: words of letters, digits, - and _, with dots between");
    }

    private static Target http(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null
                    ? new Target.None("\"" + text + "\" must have a host, and neither a user nor a fragment")
                    : new Target.Http(uri);
        } catch (URISyntaxException e) {
            return new Target.None("\"" + text + "\" is not an address: " + e.getReason());
        }
    }
}
