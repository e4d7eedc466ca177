package dev.davit.gateway.http.control;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.Subject;
import dev.davit.transfer.Limits;
import dev.davit.transfer.ZipInspection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the caller's account may use and uses. There is no limit of all code together, so none is told. */
final class GetAccountSettings implements Operation {

    private final Reading reading;

    GetAccountSettings(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        return reading.door()
                .account(call, List.of("functions"))
                .thenCompose(namespace -> sum(namespace, null, new Usage(0, 0, 0)))
                .thenApply(usage -> new Document()
                        .put(
                                "AccountLimit",
                                new Document()
                                        .put("CodeSizeUnzipped", ZipInspection.UNZIPPED)
                                        .put("CodeSizeZipped", Limits.ZIPPED)
                                        .put("ConcurrentExecutions", reading.concurrentExecutions())
                                        .put(
                                                "UnreservedConcurrentExecutions",
                                                Math.max(0, reading.concurrentExecutions() - usage.reserved())))
                        .put(
                                "AccountUsage",
                                new Document()
                                        .put("TotalCodeSize", usage.codeSize())
                                        .put("FunctionCount", usage.functions())));
    }

    private record Usage(long codeSize, long functions, int reserved) {

        Usage with(List<Function> more) {
            long size = more.stream()
                    .filter(function -> function.getStatus() != null && function.getStatus().codeSize != null)
                    .mapToLong(function -> function.getStatus().codeSize)
                    .sum();
            int kept = more.stream()
                    .map(Subject::reservedConcurrency)
                    .mapToInt(number -> number == null ? 0 : number)
                    .sum();
            return new Usage(codeSize + size, functions + more.size(), reserved + kept);
        }
    }

    private CompletionStage<Usage> sum(String namespace, String continuation, Usage before) {
        return reading.directory()
                .functions(namespace, FunctionPages.CHUNK, continuation)
                .thenCompose(page -> {
                    Usage usage = before.with(page.items());
                    return page.continuation() == null
                            ? CompletableFuture.completedFuture(usage)
                            : sum(namespace, page.continuation(), usage);
                });
    }
}
