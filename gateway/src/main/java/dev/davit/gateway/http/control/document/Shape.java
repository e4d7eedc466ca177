package dev.davit.gateway.http.control.document;

import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.api.lambda.v1alpha1.ImageConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What runs: the part of a configuration that each version has for itself.
 *
 * @param runtime null for images
 * @param handler null for images
 * @param imageUri null for code from files
 * @param imageConfig or null
 * @param sizes what an environment gets
 * @param environment variables; null or empty when there are none
 * @param role a ServiceAccount's name or an ARN, or null
 * @param architectures or null
 */
record Shape(
        String runtime,
        String handler,
        String imageUri,
        ImageConfig imageConfig,
        Sizes sizes,
        Map<String, String> environment,
        String role,
        List<String> architectures) {

    private static final int MEMORY = 128;
    private static final int TIMEOUT = 3;
    private static final int STORAGE = 512;

    /** Memory in MB, time in seconds, /tmp in MB. */
    record Sizes(int memory, int timeout, int storage) {

        static Sizes of(Integer memory, Integer timeout, Integer storage) {
            return new Sizes(
                    Objects.requireNonNullElse(memory, MEMORY),
                    Objects.requireNonNullElse(timeout, TIMEOUT),
                    Objects.requireNonNullElse(storage, STORAGE));
        }
    }

    /** What {@code $LATEST} is, or becomes as soon as the revision of it is ready. */
    static Shape of(FunctionSpec spec) {
        FunctionCode code = Objects.requireNonNullElseGet(spec.code, FunctionCode::new);
        boolean byReference = spec.roleRef != null && spec.roleRef.from != null;
        return new Shape(
                spec.runtime,
                spec.handler,
                code.imageURI,
                spec.imageConfig,
                Sizes.of(
                        spec.memorySize,
                        spec.timeout,
                        spec.ephemeralStorage == null ? null : spec.ephemeralStorage.size),
                spec.environment == null ? null : spec.environment.variables,
                byReference ? spec.roleRef.from.name : spec.role,
                spec.architectures);
    }

    /** What a published version is. */
    static Shape of(FunctionRevisionSpec spec) {
        return new Shape(
                spec.runtime,
                spec.handler,
                spec.imageURI,
                spec.imageConfig,
                Sizes.of(spec.memorySize, spec.timeout, spec.ephemeralStorageSize),
                spec.environment,
                spec.serviceAccountName,
                spec.architectures);
    }
}
