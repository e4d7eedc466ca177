package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.QualifiedSettings;
import dev.davit.gateway.http.invoke.Constraints;
import dev.davit.gateway.http.invoke.FunctionReference;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** How asynchronous invocations of a function are retried, for each version and alias that says so. */
final class ListFunctionEventInvokeConfigs implements Operation {

    private final Reading reading;

    ListFunctionEventInvokeConfigs(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        Constraints constraints = new Constraints();
        FunctionReference function = call.function(constraints);
        Paging paging = call.paging(Paging.PAGE, Paging.PAGE, constraints);
        ControlRefusal.throwIf(constraints);
        return reading.door().reader(call, function).thenCompose(target -> reading.reader()
                .settings(target, () -> ControlRefusal.of(ErrorCode.NOT_FOUND, "The function doesn't exist."))
                .thenApply(settings -> document(target, settings, paging)));
    }

    private static Document document(Target target, List<QualifiedSettings> settings, Paging paging) {
        Paging.Cut<QualifiedSettings> page = paging.of(
                settings.stream().filter(each -> each.eventInvoke() != null).toList(), QualifiedSettings::qualifier);
        return new Document()
                .put("NextMarker", page.next())
                .put(
                        "FunctionEventInvokeConfigs",
                        page.items().stream()
                                .map(each -> each.eventInvokeDocument(target.arn()))
                                .toList());
    }
}
