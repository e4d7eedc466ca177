package dev.davit.operator.lambda.function;

import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pure: what the schema cannot say about a function. Refusals come before waiting: only they need somebody's edit. */
final class FunctionCheck {
    /** All files together; an object in the cluster's store cannot hold much more. */
    static final int CODE_LIMIT = 900 * 1024;

    static final int ENVIRONMENT_LIMIT = 4096;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,63}");

    private FunctionCheck() {}

    static Outcome check(FunctionInputs inputs) {
        Stream<Function<FunctionInputs, Optional<? extends Outcome>>> checks = Stream.of(
                FunctionCheck::name,
                FunctionCheck::codeSource,
                CodeCheck::refused,
                FunctionCheck::references,
                in -> FunctionFields.refused(in.spec()),
                FunctionConcurrency::check,
                EventFields::refused,
                FunctionCheck::runtime,
                FunctionCheck::environment,
                FunctionCheck::configMap,
                FunctionCheck::files,
                CodeCheck::awaited,
                FunctionNetwork::check,
                FunctionCheck::role);
        return checks.map(check -> check.apply(inputs))
                .flatMap(Optional::stream)
                .map(Outcome.class::cast)
                .findFirst()
                .orElseGet(() -> new Accepted(
                        (FunctionFields.withoutEffect(inputs.spec()) + CodeCheck.incompatible(inputs)).strip()));
    }

    private static Optional<Rejection> name(FunctionInputs inputs) {
        String name = inputs.name();
        if (!NAME.matcher(name).matches()) {
            return reject(
                    FunctionReason.NameInvalid,
                    "\"" + name + "\" cannot be a function's name: use up to 63 letters, digits and hyphens, no dots.");
        }
        String asked = inputs.spec().name;
        return asked == null || asked.equals(name)
                ? Optional.empty()
                : reject(
                        FunctionReason.NameInvalid,
                        "spec.name is \"" + asked + "\" but metadata.name is \"" + name
                                + "\": delete this Function, and apply one whose metadata.name is the name that callers use.");
    }

    private static Optional<Rejection> codeSource(FunctionInputs inputs) {
        FunctionCode code = inputs.spec().code;
        if (code == null) {
            return reject(
                    FunctionReason.CodeInvalid,
                    "spec.code is missing: give code.inline, code.configMapRef, code.archive or code.imageURI.");
        }
        return code.s3BucketRef == null
                ? Optional.empty()
                : reject(
                        FunctionReason.ReferenceUnsupported,
                        "code.s3BucketRef names a bucket of this cluster, and Davit has no buckets of its own: write the"
                                + " bucket's name into code.s3Bucket.");
    }

    private static Optional<Rejection> references(FunctionInputs inputs) {
        var ref = inputs.spec().roleRef;
        String namespace = ref == null || ref.from == null ? null : ref.from.namespace;
        return namespace == null
                        || Objects.equals(
                                namespace, inputs.function().getMetadata().getNamespace())
                ? Optional.empty()
                : reject(
                        FunctionReason.ReferenceUnsupported,
                        "roleRef names the namespace \"" + namespace
                                + "\": references stay within the function's own namespace; leave it out.");
    }

    private static Optional<Rejection> runtime(FunctionInputs inputs) {
        FunctionSpec spec = inputs.spec();
        if (spec.code.imageURI != null) {
            return Optional.empty();
        }
        if (spec.runtime == null || spec.handler == null) {
            return reject(
                    FunctionReason.RuntimeNotFound,
                    "Code that is not an image needs both spec.runtime and spec.handler.");
        }
        List<String> runtimes = inputs.surroundings().runtimes();
        if (runtimes.contains(spec.runtime)) {
            return Optional.empty();
        }
        String available = runtimes.isEmpty()
                ? "no runtimes are installed"
                : "available are "
                        + String.join(", ", runtimes.stream().sorted().toList());
        return reject(
                FunctionReason.RuntimeNotFound,
                "There is no runtime \"" + spec.runtime + "\" in this cluster; " + available + ".");
    }

    private static Optional<Rejection> environment(FunctionInputs inputs) {
        var environment = inputs.spec().environment;
        if (environment == null || environment.variables == null) {
            return Optional.empty();
        }
        Optional<String> reserved = environment.variables.keySet().stream()
                .filter(ReservedVariables::isReserved)
                .findFirst();
        if (reserved.isPresent()) {
            return reject(
                    FunctionReason.EnvironmentReserved,
                    "The environment variable " + reserved.get() + " is set by the platform; choose another name.");
        }
        int size = EnvironmentSize.of(environment.variables);
        return size <= ENVIRONMENT_LIMIT
                ? Optional.empty()
                : reject(
                        FunctionReason.EnvironmentTooLarge,
                        "The environment variables take %,d bytes as JSON; at most %,d are allowed."
                                .formatted(size, ENVIRONMENT_LIMIT));
    }

    private static Optional<Waiting> configMap(FunctionInputs inputs) {
        var reference = inputs.spec().code.configMapRef;
        return reference == null || inputs.surroundings().configMap().isPresent()
                ? Optional.empty()
                : Optional.of(new Waiting(
                        FunctionReason.ConfigMapNotFound,
                        "Waiting for the ConfigMap \"" + reference.name + "\" that holds the code."));
    }

    private static Optional<Rejection> files(FunctionInputs inputs) {
        if (inputs.spec().code.inline == null && inputs.spec().code.configMapRef == null) {
            return Optional.empty();
        }
        Map<String, String> files = inputs.files();
        if (files.isEmpty()) {
            return reject(FunctionReason.CodeInvalid, "The code has no file: give at least the one with the handler.");
        }
        Optional<String> astray =
                files.keySet().stream().filter(FunctionCheck::leaves).findFirst();
        if (astray.isPresent()) {
            return reject(
                    FunctionReason.CodeInvalid,
                    "The file name \"" + astray.get()
                            + "\" leaves the code folder; use a relative path without \"..\".");
        }
        Optional<String> folder =
                files.keySet().stream().filter(file -> isFolder(file, files)).findFirst();
        if (folder.isPresent()) {
            return reject(
                    FunctionReason.CodeInvalid,
                    "\"" + folder.get()
                            + "\" is the name of a file and of a folder with files in it; rename one of them.");
        }
        long size = FunctionContent.size(files);
        return size <= CODE_LIMIT
                ? Optional.empty()
                : reject(
                        FunctionReason.CodeTooLarge,
                        "The code takes %,d bytes; at most %,d fit. Build an image (code.imageURI) for more."
                                .formatted(size, CODE_LIMIT));
    }

    private static boolean isFolder(String file, Map<String, String> files) {
        return files.keySet().stream().anyMatch(other -> other.startsWith(file + "/"));
    }

    private static boolean leaves(String file) {
        return file.isEmpty()
                || file.startsWith("/")
                || file.contains("\\")
                || file.indexOf('\0') >= 0
                || Stream.of(file.split("/", -1))
                        .anyMatch(part -> part.isEmpty() || part.equals("..") || part.equals("."));
    }

    private static Optional<Waiting> role(FunctionInputs inputs) {
        return inputs.surroundings().roleExists()
                ? Optional.empty()
                : FunctionRole.serviceAccount(inputs.spec())
                        .map(name -> new Waiting(
                                FunctionReason.RoleNotFound,
                                "Waiting for the ServiceAccount \"" + name + "\" that the function runs as."));
    }

    private static Optional<Rejection> reject(FunctionReason reason, String message) {
        return Optional.of(new Rejection(reason, message));
    }
}
