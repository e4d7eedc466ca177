package dev.davit.operator.lambda.function;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.davit.v1alpha1.RevisionCode;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.operator.kernel.Owners;
import dev.davit.transfer.Hashes;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.TreeMap;

/** Pure: the revision that an accepted function asks for. */
final class FunctionObjects {
    private static final int MEMORY = 128;
    private static final int TIMEOUT = 3;
    private static final int EPHEMERAL_STORAGE = 512;

    private FunctionObjects() {}

    static FunctionRevision revision(FunctionInputs inputs) {
        FunctionRevisionSpec spec = spec(inputs);
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(new ObjectMetaBuilder()
                .withName(FunctionNames.revision(spec))
                .withNamespace(inputs.function().getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.FUNCTION, inputs.name())
                .addToLabels(Labels.PACKAGE_TYPE, spec.imageURI == null ? Labels.ZIP : Labels.IMAGE)
                .withOwnerReferences(Owners.controller(inputs.function()))
                .build());
        // After the name is made: an image's pool is named after the revision.
        spec.environmentPool = spec.imageURI == null
                ? FunctionNames.pool(spec)
                : revision.getMetadata().getName();
        revision.setSpec(spec);
        return revision;
    }

    private static FunctionRevisionSpec spec(FunctionInputs inputs) {
        FunctionSpec function = inputs.spec();
        FunctionRevisionSpec spec = new FunctionRevisionSpec();
        spec.functionName = inputs.name();
        spec.memorySize = or(function.memorySize, MEMORY);
        spec.timeout = or(function.timeout, TIMEOUT);
        spec.ephemeralStorageSize = ephemeralStorage(function);
        spec.idleTimeoutSeconds = function.idleTimeoutSeconds;
        spec.network = inputs.surroundings().network().found().orElse(null);
        spec.serviceAccountName = FunctionRole.serviceAccount(function).orElse(null);
        if (function.environment != null
                && function.environment.variables != null
                && !function.environment.variables.isEmpty()) {
            spec.environment = new TreeMap<>(function.environment.variables);
        }
        if (function.environment != null
                && function.environment.secrets != null
                && !function.environment.secrets.isEmpty()) {
            spec.secrets = function.environment.secrets;
        }
        spec.loggingConfig = function.loggingConfig;
        if (function.code.imageURI != null) {
            image(function, spec);
        } else {
            code(inputs, spec);
        }
        return spec;
    }

    /** An image that is asked for no size keeps the /tmp of its own, and starts without a volume. */
    private static Integer ephemeralStorage(FunctionSpec function) {
        Integer asked = function.ephemeralStorage == null ? null : function.ephemeralStorage.size;
        if (asked == null && function.code.imageURI == null) {
            return EPHEMERAL_STORAGE;
        }
        return asked;
    }

    private static void image(FunctionSpec function, FunctionRevisionSpec spec) {
        spec.imageURI = function.code.imageURI;
        spec.imageConfig = function.imageConfig;
        spec.architectures = function.architectures;
        spec.codeSHA256 = FunctionContent.sha256(function.code.imageURI);
        spec.codeSize = 0L;
    }

    private static void code(FunctionInputs inputs, FunctionRevisionSpec spec) {
        spec.runtime = inputs.spec().runtime;
        spec.handler = inputs.spec().handler;
        spec.code = new RevisionCode();
        FunctionArchives archives = inputs.surroundings().code();
        spec.layers = archives.pinnedLayers();
        if (archives.pinned().isPresent()) {
            spec.code.archive = archives.pinned().get();
            spec.codeSHA256 = Hashes.base64(spec.code.archive.sha256);
            spec.codeSize = spec.code.archive.size;
            return;
        }
        spec.code.inline = new TreeMap<>(inputs.files());
        spec.codeSHA256 = FunctionContent.sha256(inputs.files());
        spec.codeSize = FunctionContent.size(inputs.files());
    }

    private static int or(Integer value, int fallback) {
        return value == null ? fallback : value;
    }
}
