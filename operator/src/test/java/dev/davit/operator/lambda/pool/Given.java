package dev.davit.operator.lambda.pool;

import dev.davit.api.davit.v1alpha1.EnvironmentClaim;
import dev.davit.api.davit.v1alpha1.EnvironmentFailures;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.operator.lambda.pool.Environment.Ending;
import dev.davit.operator.lambda.pool.Environment.Trouble;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pool and its pods, as a test wants them. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final String IMAGE = "registry.example/image:1";

    private static final byte[] KEY = new byte[32];

    private final EnvironmentPool pool = new EnvironmentPool();
    private final List<Environment> environments = new ArrayList<>();
    private PoolObjects.Surroundings surroundings = new PoolObjects.Surroundings("10.96.0.7", KEY, "us-east-1");
    private Instant now = NOW;
    private Instant gatewaySince = Instant.MIN;
    private boolean left;

    static Given generic(int warm) {
        Given given = new Given();
        given.pool.getSpec().runtime = "python3.11";
        given.pool.getSpec().warm = warm;
        given.pool.getSpec().initial = 0;
        return given;
    }

    static Given image() {
        Given given = new Given();
        given.pool.getSpec().functionRevision = "hello-abc";
        given.pool.getSpec().warm = 0;
        given.pool.getSpec().initial = 1;
        return given;
    }

    private Given() {
        pool.setMetadata(new ObjectMetaBuilder()
                .withName("hello-abc")
                .withNamespace("team")
                .withUid("pool-uid")
                .withGeneration(3L)
                .build());
        pool.getSpec().imageURI = IMAGE;
        pool.getSpec().memorySize = 128;
        pool.getSpec().ephemeralStorageSize = 512;
        pool.setStatus(new EnvironmentPoolStatus());
    }

    Given replicas(int replicas) {
        pool.getSpec().replicas = replicas;
        return this;
    }

    Given claim(String pod, String revision) {
        EnvironmentClaim claim = new EnvironmentClaim();
        claim.pod = pod;
        claim.revision = revision;
        pool.getSpec().claims = new ArrayList<>(pool.getSpec().claims == null ? List.of() : pool.getSpec().claims);
        pool.getSpec().claims.add(claim);
        return this;
    }

    Given retire(String... pods) {
        pool.getSpec().retire = List.of(pods);
        return this;
    }

    Given verified() {
        pool.getStatus().verified = true;
        return this;
    }

    Given failed(int times, int secondsAgo) {
        EnvironmentFailures failures = new EnvironmentFailures();
        failures.count = times;
        failures.lastTime = NOW.minusSeconds(secondsAgo).toString();
        failures.reason = "EnvironmentCrashed";
        failures.message = "The environment exited with code 1 soon after its start.";
        pool.getStatus().failures = failures;
        return this;
    }

    Given status(EnvironmentPoolStatus status) {
        pool.setStatus(status);
        return this;
    }

    Given starting(String name, int createdSecondsAgo) {
        return add(name, createdSecondsAgo, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Given running(String name, int runningSeconds) {
        return add(name, runningSeconds, false, Optional.of(runningSeconds), Optional.empty(), Optional.empty());
    }

    Given deleting(String name) {
        return add(name, 60, true, Optional.of(60), Optional.empty(), Optional.empty());
    }

    Given ended(String name, int secondsAgo, int ranSeconds, int exitCode) {
        Ending ending = new Ending(
                exitCode == 137 ? "OOMKilled" : "Error",
                exitCode,
                "",
                NOW.minusSeconds(secondsAgo + ranSeconds),
                NOW.minusSeconds(secondsAgo));
        return add(name, secondsAgo + ranSeconds, false, Optional.empty(), Optional.of(ending), Optional.empty());
    }

    Given troubled(String name, Trouble.Kind kind, String message) {
        return add(name, 5, false, Optional.empty(), Optional.empty(), Optional.of(new Trouble(kind, message)));
    }

    Given outdated(String name) {
        environments.add(new Environment(
                name,
                "registry.example/image:0",
                gatewayOf(name),
                NOW.minusSeconds(99),
                false,
                Optional.of(NOW.minusSeconds(98)),
                Optional.empty(),
                Optional.empty(),
                false));
        return this;
    }

    /** From now on, what the environments so far were told of the gateway is of the past. */
    Given gatewayMovedTo(String address) {
        surroundings = new PoolObjects.Surroundings(address, surroundings.key(), surroundings.region());
        return this;
    }

    /** From now on, the environments so far cannot prove who they are. */
    Given otherRuntimeKey() {
        byte[] key = {1, 2, 3};
        surroundings = new PoolObjects.Surroundings(surroundings.gatewayIp(), key, surroundings.region());
        return this;
    }

    Given left() {
        left = true;
        return this;
    }

    Given withoutGateway() {
        gatewaySince = Instant.MAX;
        return this;
    }

    Given gatewaySince(int secondsAgo) {
        gatewaySince = NOW.minusSeconds(secondsAgo);
        return this;
    }

    private String gatewayOf(String pod) {
        return surroundings.gateway(pool.getMetadata().getNamespace(), pod);
    }

    Given later(int seconds) {
        now = NOW.plusSeconds(seconds);
        return this;
    }

    private Given add(
            String name,
            int createdSecondsAgo,
            boolean deleting,
            Optional<Integer> runningSeconds,
            Optional<Ending> ending,
            Optional<Trouble> trouble) {
        environments.add(new Environment(
                name,
                IMAGE,
                gatewayOf(name),
                NOW.minusSeconds(createdSecondsAgo),
                deleting,
                runningSeconds.map(NOW::minusSeconds),
                ending,
                trouble,
                name.startsWith("provisioned")));
        return this;
    }

    EnvironmentPool pool() {
        return pool;
    }

    PoolInputs inputs() {
        return new PoolInputs(pool, environments, Optional.of(surroundings), left, gatewaySince, now);
    }

    PoolDecision decide() {
        return PoolDecision.of(inputs());
    }
}
