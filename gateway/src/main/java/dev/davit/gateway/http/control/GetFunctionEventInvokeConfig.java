package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.QualifiedSettings;
import dev.davit.gateway.http.control.document.Subject;
import dev.davit.gateway.http.invoke.FunctionReference;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** How asynchronous invocations of a function, version or alias are retried. */
final class GetFunctionEventInvokeConfig implements Operation {

    private final Reading reading;

    GetFunctionEventInvokeConfig(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        FunctionReference named = call.qualifiedFunction();
        return reading.door().reader(call, named).thenCompose(target -> reading.reader()
                .settings(target, () -> none(target))
                .thenApply(settings -> document(target, settings)));
    }

    private static Document document(Target target, List<QualifiedSettings> settings) {
        String qualifier = qualifier(target);
        return settings.stream()
                .filter(each -> each.qualifier().equals(qualifier) && each.eventInvoke() != null)
                .findFirst()
                .map(each -> each.eventInvokeDocument(target.arn()))
                .orElseThrow(() -> none(target));
    }

    /** AWS says the same of a function that is not there. */
    private static ControlRefusal none(Target target) {
        String arn = target.arn().qualified(qualifier(target)).toString();
        return ControlRefusal.of(ErrorCode.NOT_FOUND, "The function " + arn + " doesn't have an EventInvokeConfig");
    }

    private static String qualifier(Target target) {
        return target.qualifier() == null ? Subject.LATEST : target.qualifier();
    }
}
