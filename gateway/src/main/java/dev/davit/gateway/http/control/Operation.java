package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import java.util.concurrent.CompletionStage;

/** One operation of the control API. */
@FunctionalInterface
interface Operation {

    /**
     * Answers a call. Called on the owner thread and must not block; what goes wrong is a {@link ControlRefusal}, thrown at
     * once or out of the stage. The stage may complete on any thread.
     */
    CompletionStage<Document> answer(ControlCall call);
}
