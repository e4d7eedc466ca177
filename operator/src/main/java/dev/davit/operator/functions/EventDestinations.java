package dev.davit.operator.functions;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.Destination;
import dev.davit.api.lambda.v1alpha1.FunctionEventInvokeConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the results of a function's asynchronous events may go: its own namespace's functions, subjects and endpoints. */
public final class EventDestinations {

    /** Said of a destination that nothing is delivered to yet. */
    public static final String WITHOUT_EFFECT = "spec.functionEventInvokeConfig.destinationConfig has no effect yet.";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}(:[a-zA-Z0-9$_-]{1,128})?");
    private static final Pattern SUBJECT = Pattern.compile("nats:[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*");
    private static final int LONGEST_SUBJECT = 205;

    private EventDestinations() {}

    /**
     * Why a destination can never be meant.
     *
     * @param elsewhere whether it is one, but of another account
     * @param message what, why and the fix
     */
    public record Refusal(boolean elsewhere, String message) {}

    /** The destinations that a configuration, which may be null, names. */
    public static Stream<String> of(FunctionEventInvokeConfig config) {
        var destinations = config == null ? null : config.destinationConfig;
        return destinations == null
                ? Stream.empty()
                : Stream.of(destinations.onSuccess, destinations.onFailure)
                        .filter(Objects::nonNull)
                        .map((Destination one) -> one.destination)
                        .filter(EventDestinations::filled);
    }

    /** Refuses what can never be meant: no known form, another account, the function itself. */
    public static Optional<Refusal> refused(Stream<String> targets, String function, String namespace) {
        String account = Accounts.of(namespace);
        return targets.map(target -> refused(target, function, account))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> refused(String target, String function, String account) {
        Optional<Arn> arn = Arn.parse(target);
        if (arn.isEmpty() && !isName(target) && !isSubject(target) && !isEndpoint(target)) {
            return Optional.of(new Refusal(
                    false,
                    "\"" + target
                            + "\" is no destination: name a function of this namespace (or give its ARN), an endpoint as"
                            + " https://<host>/<path>, or a subject as nats:<words with dots between>."));
        }
        String name = function(target).orElse(null);
        if (arn.isPresent() && name != null && !arn.get().account().equals(account)) {
            return Optional.of(new Refusal(
                    true,
                    "\"" + target + "\" belongs to another account than " + account
                            + ": destinations stay within the function's own namespace."));
        }
        return function.equals(name)
                ? Optional.of(new Refusal(
                        false,
                        "\"" + target
                                + "\" is the function itself, which cannot be its own destination: name another."))
                : Optional.empty();
    }

    /** The functions of the namespace that targets name. */
    public static Stream<String> functions(Stream<String> targets) {
        return targets.map(EventDestinations::function)
                .flatMap(Optional::stream)
                .distinct();
    }

    private static Optional<String> function(String target) {
        Optional<Arn> arn = Arn.parse(target);
        return arn.isPresent()
                ? arn.get().functionName()
                : Optional.of(target).filter(EventDestinations::isName).map(name -> name.split(":")[0]);
    }

    /** Whether nothing is delivered yet to what the target names. */
    public static boolean isUnreachable(String target) {
        return Arn.parse(target).filter(arn -> arn.functionName().isEmpty()).isPresent();
    }

    private static boolean isName(String target) {
        return NAME.matcher(target).matches();
    }

    private static boolean isSubject(String target) {
        return target.length() <= LONGEST_SUBJECT && SUBJECT.matcher(target).matches();
    }

    private static boolean isEndpoint(String target) {
        if (!target.startsWith("https://") && !target.startsWith("http://")) {
            return false;
        }
        try {
            URI uri = new URI(target);
            return uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean filled(String text) {
        return text != null && !text.isBlank();
    }
}
