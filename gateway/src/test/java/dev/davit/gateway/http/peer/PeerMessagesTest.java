package dev.davit.gateway.http.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.dispatch.Engagement;
import dev.davit.gateway.dispatch.Handover;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.scale.PoolDemand;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerMessagesTest {

    @Test
    void carriesEverythingThatTheNextOwnerMustKnow() {
        PoolProvisions provisions = new PoolProvisions(
                Map.of(
                        "hello-v1", new PoolProvisions.Count(2, 1, 0, "Runtime.ExitError: exit status 1"),
                        "hello-v2", new PoolProvisions.Count(1, 1, 1, null)),
                Set.of("p1"));
        EnvironmentId busy = new EnvironmentId("team-a", "p2");
        Handover handover = new Handover(
                Map.of(
                        new PoolKey("team-a", "python311-128"),
                        new PoolDemand(3, Map.of("p1", "hello-v2", "p2", "x-1"), Set.of("p9"), provisions)),
                List.of(new Engagement(busy, new FunctionKey("team-a", "x"), 5, "gateway-1")),
                Set.of(new EnvironmentId("team-a", "p3")));
        JsonObject sent = new JsonObject(PeerMessages.handover(handover).toBuffer());
        assertThat(PeerMessages.handover(sent)).isEqualTo(handover);
        assertThat(PeerMessages.handover(
                        new JsonObject(PeerMessages.handover(Handover.NOTHING).toBuffer())))
                .isEqualTo(Handover.NOTHING);
    }
}
