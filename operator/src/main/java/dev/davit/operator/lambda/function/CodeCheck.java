package dev.davit.operator.lambda.function;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.operator.code.Trouble;
import dev.davit.operator.code.Verdict;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import dev.davit.transfer.ZipInspection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pure: the archives of code and layers. */
final class CodeCheck {
    private static final Pattern LAYER = Pattern.compile("layer:[a-zA-Z0-9_-]{1,64}:[1-9][0-9]{0,17}");

    private CodeCheck() {}

    /** What only an edit can mend. */
    static Optional<Rejection> refused(FunctionInputs inputs) {
        FunctionArchives archives = inputs.surroundings().code();
        if (archives.verdict().orElse(null) instanceof Verdict.Refused no) {
            return reject(reason(no.trouble()), no.message());
        }
        Optional<Rejection> layer = archives.layers().stream()
                .flatMap(named -> arn(named.arn(), inputs).stream())
                .findFirst();
        if (layer.isPresent()) {
            return layer;
        }
        Optional<String> twice = namedTwice(archives.layers());
        if (twice.isPresent()) {
            return reject(
                    FunctionReason.LayerInvalid,
                    "Two different versions of the same layer are not allowed to be referenced in the same function: name the layer "
                            + twice.get() + " once.");
        }
        return archives.unzippedSize() <= ZipInspection.UNZIPPED
                ? Optional.empty()
                : reject(
                        FunctionReason.CodeTooLarge,
                        "Unzipped size must be smaller than %d bytes: code and layers together take %d. Leave out what the function does not need, or build an image (code.imageURI)."
                                .formatted(ZipInspection.UNZIPPED, archives.unzippedSize()));
    }

    /** The ARN, without its version, of a layer that is named more than once. */
    private static Optional<String> namedTwice(List<FunctionArchives.Layer> layers) {
        Set<String> names = new HashSet<>();
        return layers.stream()
                .map(layer -> layer.arn().substring(0, layer.arn().lastIndexOf(':')))
                .filter(name -> !names.add(name))
                .findFirst();
    }

    private static Optional<Rejection> arn(String text, FunctionInputs inputs) {
        Optional<Arn> arn = Arn.parse(text)
                .filter(a -> a.service().equals(Arn.LAMBDA)
                        && LAYER.matcher(a.resource()).matches());
        if (arn.isEmpty()) {
            return reject(
                    FunctionReason.LayerInvalid,
                    "\"" + text
                            + "\" is not the ARN of a layer version: use the one that the LayerVersion's status shows"
                            + " (kubectl get layerversions -o wide).");
        }
        String account = Accounts.of(inputs.function().getMetadata().getNamespace());
        return arn.get().account().equals(account)
                        && arn.get().region().equals(inputs.surroundings().region())
                ? Optional.empty()
                : reject(
                        FunctionReason.LayerInvalid,
                        "The layer " + text
                                + " is of another account or region: a function uses layers of its own namespace (account "
                                + account + ", region " + inputs.surroundings().region()
                                + "). Make a LayerVersion with the same content here.");
    }

    /** What comes without an edit. */
    static Optional<Waiting> awaited(FunctionInputs inputs) {
        FunctionArchives archives = inputs.surroundings().code();
        if (archives.verdict().orElse(null) instanceof Verdict.Pending yet) {
            return Optional.of(new Waiting(reason(yet.trouble()), yet.message()));
        }
        return archives.layers().stream()
                .filter(layer -> layer.pinned().isEmpty())
                .map(layer -> new Waiting(
                        FunctionReason.LayerNotReady,
                        layer.version().isPresent()
                                ? "Waiting for the layer version " + layer.arn() + " to become ready."
                                : "Waiting for a LayerVersion whose ARN is " + layer.arn() + "."))
                .findFirst();
    }

    /** A sentence on layers that are for other runtimes, which AWS lets pass; empty when there are none. */
    static String incompatible(FunctionInputs inputs) {
        String runtime = inputs.spec().runtime;
        String arns = inputs.surroundings().code().layers().stream()
                .filter(layer -> layer.version()
                        .map(version -> version.getSpec().compatibleRuntimes)
                        .filter(runtimes -> !runtimes.isEmpty() && !runtimes.contains(runtime))
                        .isPresent())
                .map(FunctionArchives.Layer::arn)
                .collect(Collectors.joining(", "));
        return arns.isEmpty() ? "" : " Made for other runtimes than " + runtime + ": " + arns + ".";
    }

    private static FunctionReason reason(Trouble trouble) {
        return FunctionReason.valueOf(trouble.name());
    }

    private static Optional<Rejection> reject(FunctionReason reason, String message) {
        return Optional.of(new Rejection(reason, message));
    }
}
