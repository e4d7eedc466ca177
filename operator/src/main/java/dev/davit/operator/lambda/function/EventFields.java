package dev.davit.operator.lambda.function;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.Destination;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.operator.kernel.Outcome.Rejection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pure: where the results of a function's asynchronous events go, and whether they can get there. */
final class EventFields {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}(:[a-zA-Z0-9$_-]{1,128})?");
    private static final Pattern SUBJECT = Pattern.compile("nats:[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*");
    private static final int LONGEST_SUBJECT = 205;

    private EventFields() {}

    /** Refuses what can never be meant: no known form, another account, the function itself. */
    static Optional<Rejection> refused(FunctionInputs inputs) {
        String account = Accounts.of(inputs.function().getMetadata().getNamespace());
        FunctionSpec spec = inputs.spec();
        return Stream.concat(destinations(spec), deadLetter(spec))
                .map(target -> refused(target, inputs.name(), account))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Rejection> refused(String target, String function, String account) {
        Optional<Arn> arn = Arn.parse(target);
        if (arn.isEmpty() && !isName(target) && !isSubject(target) && !isEndpoint(target)) {
            return reject(
                    FunctionReason.FieldUnsupported,
                    "\"" + target
                            + "\" is no destination: name a function of this namespace (or give its ARN), an endpoint as"
                            + " https://<host>/<path>, or a subject as nats:<words with dots between>.");
        }
        String name =
                arn.isPresent() ? arn.get().functionName().orElse(null) : isName(target) ? target.split(":")[0] : null;
        if (arn.isPresent() && name != null && !arn.get().account().equals(account)) {
            return reject(
                    FunctionReason.ReferenceUnsupported,
                    "\"" + target + "\" belongs to another account than " + account
                            + ": destinations stay within the function's own namespace.");
        }
        return function.equals(name)
                ? reject(
                        FunctionReason.FieldUnsupported,
                        "\"" + target + "\" is the function itself, which cannot be its own destination: name another.")
                : Optional.empty();
    }

    /** Whether a destination is of a kind that nothing is delivered to yet. */
    static boolean hasUnreachableDestination(FunctionSpec spec) {
        return destinations(spec).anyMatch(EventFields::isUnreachable);
    }

    /** Whether the dead-letter target is. */
    static boolean hasUnreachableDeadLetter(FunctionSpec spec) {
        return deadLetter(spec).anyMatch(EventFields::isUnreachable);
    }

    private static boolean isUnreachable(String target) {
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

    private static Stream<String> destinations(FunctionSpec spec) {
        var config = spec.functionEventInvokeConfig == null ? null : spec.functionEventInvokeConfig.destinationConfig;
        return config == null
                ? Stream.empty()
                : Stream.of(config.onSuccess, config.onFailure)
                        .filter(Objects::nonNull)
                        .map((Destination one) -> one.destination)
                        .filter(EventFields::filled);
    }

    private static Stream<String> deadLetter(FunctionSpec spec) {
        return spec.deadLetterConfig == null
                ? Stream.empty()
                : Stream.ofNullable(spec.deadLetterConfig.targetARN).filter(EventFields::filled);
    }

    private static boolean filled(String text) {
        return text != null && !text.isBlank();
    }

    private static Optional<Rejection> reject(FunctionReason reason, String message) {
        return Optional.of(new Rejection(reason, message));
    }
}
