package dev.davit.gateway.http.control.document;

import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.ImageConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pure: a function at a version as AWS's {@code FunctionConfiguration}. */
public final class ConfigurationDocument {

    /** The architecture of functions that name none: the cluster's, as far as the gateway's own node tells. */
    private static final List<String> ARCHITECTURES =
            List.of(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64");

    private ConfigurationDocument() {}

    /** How much is told. */
    public enum Detail {
        /** All of it. */
        FULL,
        /** As lists have it on AWS: without states. */
        LISTED,
        /** As lists have it, for a caller who may not {@code get} the function: also without environment variables. */
        CONCEALED
    }

    /** AWS's {@code FunctionConfiguration}. */
    public static Document of(Subject subject, Detail detail) {
        Document document = identity(subject);
        if (detail == Detail.FULL) {
            state(document, subject);
        }
        shape(subject).ifPresent(shape -> shape(document, shape, subject.arn(), detail));
        SettingsDocument.add(document, subject);
        return document;
    }

    private static Optional<Shape> shape(Subject subject) {
        if (subject.version() == null) {
            return Optional.of(Shape.of(subject.function().getSpec()));
        }
        return Optional.ofNullable(subject.revision()).map(revision -> Shape.of(revision.getSpec()));
    }

    private static Document identity(Subject subject) {
        Document document = new Document()
                .put("FunctionName", Subject.name(subject.function()))
                .put("FunctionArn", subject.arn().toString());
        return subject.version() == null ? latest(document, subject) : published(document, subject, subject.version());
    }

    private static Document latest(Document document, Subject subject) {
        var metadata = subject.function().getMetadata();
        FunctionStatus status = status(subject);
        return document.put("Version", Subject.LATEST)
                .put(
                        "Description",
                        Objects.requireNonNullElse(subject.function().getSpec().description, ""))
                .put("CodeSize", Objects.requireNonNullElse(status.codeSize, 0L))
                .put("CodeSha256", status.codeSHA256)
                .put("LastModified", Changes.text(Changes.lastModified(metadata)))
                .put("RevisionId", Changes.id(metadata, status.state, status.lastUpdateStatus, status.revision));
    }

    private static Document published(Document document, Subject subject, Version version) {
        Optional<FunctionRevisionSpec> spec =
                Optional.ofNullable(subject.revision()).map(r -> r.getSpec());
        var made = subject.revision() == null
                ? version.getMetadata()
                : subject.revision().getMetadata();
        return document.put("Version", version.getStatus().version)
                .put("Description", Objects.requireNonNullElse(version.getSpec().description, ""))
                .put("CodeSize", spec.map(s -> s.codeSize).orElse(0L))
                .put("CodeSha256", version.getStatus().codeSHA256)
                .put("LastModified", Changes.text(Changes.lastModified(made)))
                .put("RevisionId", Changes.id(version.getMetadata(), version.getStatus().version));
    }

    private static void state(Document document, Subject subject) {
        if (subject.version() != null) {
            versionState(document, subject.version());
            return;
        }
        FunctionStatus status = status(subject);
        document.put("State", Objects.requireNonNullElse(status.state, "Pending"))
                .put("StateReason", status.stateReason)
                .put("StateReasonCode", status.stateReasonCode)
                .put("LastUpdateStatus", status.lastUpdateStatus)
                .put("LastUpdateStatusReason", status.lastUpdateStatusReason)
                .put("LastUpdateStatusReasonCode", status.lastUpdateStatusReasonCode);
    }

    /** A published version runs until what it pins is gone. */
    private static void versionState(Document document, Version version) {
        List<Condition> conditions = Objects.requireNonNullElse(version.getStatus().conditions, List.of());
        Optional<Condition> failure = conditions.stream()
                .filter(condition -> condition.getType().equals(ConditionSet.READY)
                        && condition.getStatus().equals("False"))
                .findFirst();
        document.put("State", failure.isPresent() ? "Failed" : "Active")
                .put("StateReason", failure.map(Condition::getMessage).orElse(null))
                .put("StateReasonCode", failure.isPresent() ? "InternalError" : null)
                .put("LastUpdateStatus", "Successful");
    }

    private static FunctionStatus status(Subject subject) {
        return Objects.requireNonNullElseGet(subject.function().getStatus(), FunctionStatus::new);
    }

    private static void shape(Document document, Shape shape, Arn function, Detail detail) {
        document.put("PackageType", shape.imageUri() == null ? "Zip" : "Image")
                .put("Runtime", shape.runtime())
                .put("Handler", shape.handler())
                .put("ImageConfigResponse", image(shape.imageConfig()))
                .put("MemorySize", shape.sizes().memory())
                .put("Timeout", shape.sizes().timeout())
                .put(
                        "EphemeralStorage",
                        new Document().put("Size", shape.sizes().storage()))
                .put("Role", role(shape.role(), function))
                .put("Environment", environment(shape.environment(), detail))
                .put(
                        "Architectures",
                        shape.architectures() == null || shape.architectures().isEmpty()
                                ? ARCHITECTURES
                                : shape.architectures());
    }

    private static Document image(ImageConfig config) {
        return config == null
                ? null
                : new Document()
                        .put(
                                "ImageConfig",
                                new Document()
                                        .put("EntryPoint", config.entryPoint)
                                        .put("Command", config.command)
                                        .put("WorkingDirectory", config.workingDirectory));
    }

    /** A ServiceAccount is to Davit what a role is to AWS. */
    private static String role(String role, Arn function) {
        return role == null || role.isEmpty() || Arn.parse(role).isPresent()
                ? role
                : Arn.of("iam", "", function.account(), "role/" + role).toString();
    }

    private static Document environment(Map<String, String> variables, Detail detail) {
        if (variables == null || variables.isEmpty()) {
            return null;
        }
        if (detail != Detail.CONCEALED) {
            return new Document().put("Variables", variables);
        }
        return new Document()
                .put(
                        "Error",
                        new Document()
                                .put("ErrorCode", "AccessDeniedException")
                                .put(
                                        "Message",
                                        "Environment variables are shown to callers who may get every function of the"
                                                + " namespace; ask for this function alone with GetFunctionConfiguration."));
    }
}
