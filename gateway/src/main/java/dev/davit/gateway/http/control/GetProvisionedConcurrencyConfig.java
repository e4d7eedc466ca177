package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.QualifiedSettings;
import dev.davit.gateway.http.invoke.Constraints;
import dev.davit.gateway.http.invoke.FunctionReference;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** How many environments are kept ready for a version or alias. */
final class GetProvisionedConcurrencyConfig implements Operation {

    private final Reading reading;

    GetProvisionedConcurrencyConfig(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        FunctionReference named = call.qualifiedFunction();
        if (named.qualifier() == null) {
            Constraints constraints = new Constraints();
            constraints.missing("qualifier");
            ControlRefusal.throwIf(constraints);
        }
        return reading.door().reader(call, named).thenCompose(target -> {
            if (target.isLatest()) {
                throw ControlRefusal.of(
                        ErrorCode.INVALID_PARAMETER,
                        "The function resource provided must be an alias or a published version.");
            }
            return reading.reader().settings(target).thenApply(settings -> provisioned(target, settings)
                    .provisionedDocument());
        });
    }

    private static QualifiedSettings provisioned(Target target, List<QualifiedSettings> settings) {
        QualifiedSettings found = settings.stream()
                .filter(each -> each.qualifier().equals(target.qualifier()))
                .findFirst()
                .orElseThrow(() -> missing(target));
        if (found.provisioned() == null) {
            throw ControlRefusal.of(
                    ErrorCode.PROVISIONED_CONCURRENCY_NOT_FOUND,
                    "No Provisioned Concurrency Config found for this function");
        }
        return found;
    }

    private static ControlRefusal missing(Target target) {
        return target.isVersion()
                ? ControlRefusal.functionNotFound(target.qualifiedArn())
                : ControlRefusal.of(ErrorCode.NOT_FOUND, "Cannot find alias arn: " + target.qualifiedArn());
    }
}
