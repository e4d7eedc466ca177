package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;

/** One operation of the ECS API. */
@FunctionalInterface
interface Operation {

    /**
     * Answers a call. Called on the owner thread and must not block; what goes wrong is an {@link EcsRefusal}, thrown at
     * once or out of the stage. The stage may complete on any thread.
     */
    CompletionStage<ObjectNode> answer(EcsCall call);
}
