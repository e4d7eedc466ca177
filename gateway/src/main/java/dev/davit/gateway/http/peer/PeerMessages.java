package dev.davit.gateway.http.peer;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.dispatch.Engagement;
import dev.davit.gateway.dispatch.Handover;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.scale.PoolDemand;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Replicas' messages as JSON. */
final class PeerMessages {

    private static final String NAMESPACE = "namespace";

    private PeerMessages() {}

    static JsonObject claim(String claimer, Set<String> names) {
        return new JsonObject().put("claimer", claimer).put("candidates", new JsonArray(List.copyOf(names)));
    }

    static Set<String> candidates(JsonObject claim) {
        Set<String> names = new LinkedHashSet<>();
        claim.getJsonArray("candidates").forEach(name -> names.add((String) name));
        return names;
    }

    static JsonObject handover(Handover handover) {
        JsonArray pools = new JsonArray();
        handover.demands()
                .forEach((pool, demand) -> pools.add(new JsonObject()
                        .put(NAMESPACE, pool.namespace())
                        .put("name", pool.name())
                        .put("replicas", demand.replicas())
                        .put("claims", new JsonObject(new HashMap<>(demand.claims())))
                        .put("retire", new JsonArray(List.copyOf(demand.retire())))
                        .put(
                                "kept",
                                new JsonArray(List.copyOf(demand.provisions().pods())))
                        .put("provisioned", provisioned(demand.provisions()))));
        JsonArray engaged = new JsonArray();
        handover.engagements()
                .forEach(each -> engaged.add(environment(each.id())
                        .put("function", each.function().name())
                        .put("reserved", each.reserved())
                        .put("holder", each.holder())));
        JsonArray initialising = new JsonArray();
        handover.initialising().forEach(id -> initialising.add(environment(id)));
        return new JsonObject().put("pools", pools).put("engaged", engaged).put("initialising", initialising);
    }

    static Handover handover(JsonObject json) {
        Map<PoolKey, PoolDemand> demands = new HashMap<>();
        for (Object each : json.getJsonArray("pools")) {
            JsonObject pool = (JsonObject) each;
            Map<String, String> claims = new HashMap<>();
            pool.getJsonObject("claims").forEach(claim -> claims.put(claim.getKey(), (String) claim.getValue()));
            Set<String> retire = new LinkedHashSet<>();
            pool.getJsonArray("retire").forEach(pod -> retire.add((String) pod));
            demands.put(
                    new PoolKey(pool.getString(NAMESPACE), pool.getString("name")),
                    new PoolDemand(pool.getInteger("replicas"), claims, retire, provisions(pool)));
        }
        List<Engagement> engaged = new ArrayList<>();
        for (Object each : json.getJsonArray("engaged")) {
            JsonObject one = (JsonObject) each;
            EnvironmentId id = environment(one);
            engaged.add(new Engagement(
                    id,
                    new FunctionKey(id.namespace(), one.getString("function")),
                    one.getInteger("reserved"),
                    one.getString("holder")));
        }
        Set<EnvironmentId> initialising = new HashSet<>();
        json.getJsonArray("initialising").forEach(each -> initialising.add(environment((JsonObject) each)));
        return new Handover(demands, engaged, initialising);
    }

    private static JsonArray provisioned(PoolProvisions provisions) {
        JsonArray counts = new JsonArray();
        provisions
                .revisions()
                .forEach((revision, count) -> counts.add(new JsonObject()
                        .put("revision", revision)
                        .put("requested", count.requested())
                        .put("allocated", count.allocated())
                        .put("available", count.available())
                        .put("failure", count.failure())));
        return counts;
    }

    /** A replica of an earlier release says nothing of it. */
    private static PoolProvisions provisions(JsonObject pool) {
        Map<String, PoolProvisions.Count> counts = new HashMap<>();
        pool.getJsonArray("provisioned", new JsonArray()).forEach(each -> {
            JsonObject count = (JsonObject) each;
            counts.put(
                    count.getString("revision"),
                    new PoolProvisions.Count(
                            count.getInteger("requested"),
                            count.getInteger("allocated"),
                            count.getInteger("available"),
                            count.getString("failure")));
        });
        Set<String> kept = new HashSet<>();
        pool.getJsonArray("kept", new JsonArray()).forEach(pod -> kept.add((String) pod));
        return new PoolProvisions(counts, kept);
    }

    static JsonObject environment(EnvironmentId id) {
        return new JsonObject().put(NAMESPACE, id.namespace()).put("pod", id.pod());
    }

    static EnvironmentId environment(JsonObject json) {
        return new EnvironmentId(json.getString(NAMESPACE), json.getString("pod"));
    }
}
