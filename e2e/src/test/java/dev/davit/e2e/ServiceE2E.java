package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.CanaryConfiguration;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.DeploymentCircuitBreaker;
import dev.davit.api.ecs.v1alpha1.DeploymentConfiguration;
import dev.davit.api.ecs.v1alpha1.LinearConfiguration;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The service of the example with a canary: whatever becomes of its tasks, no request is lost. Some 4,000 requests are made in the
 * minute that its deployments take; with the system property {@code davit.requests=10000} they are made as fast as the tasks answer,
 * and everything is done again until there were so many. {@code davit.service=10} is a service of ten tasks, whose second
 * ten need a cluster of four nodes.
 */
@OnDavit
@Isolated
class ServiceE2E {

    private static final Duration SOON = Duration.ofMinutes(4);
    private static final String NAME = "shop";

    @BeforeEach
    void runsTheFirstRevisionOrTheLastGoodOne(Account account) {
        if (account.get(Service.class, NAME) == null) {
            account.apply(Repository.file("examples/07-canary-with-rollback"));
            edit(account, service -> service.getSpec().desiredCount = Integer.getInteger("davit.service", 3));
        }
        until(account, ServiceE2E::steady);
    }

    @Test
    void deploymentsOfEveryStrategyAndADrainedNodeLoseNoRequest(Account account) {
        int requests = Integer.getInteger("davit.requests", 0);
        RequestLoad load = RequestLoad.on(account, host(account), Duration.ofMillis(requests < 10_000 ? 25 : 4));
        int version = 1;
        do {
            for (String strategy : List.of("ROLLING", "BLUE_GREEN", "LINEAR", "CANARY")) {
                var from = Instant.now();
                int before = load.total();
                deploy(account, strategy, Integer.toString(++version));
                say("%s: %.1f s, %d requests".formatted(strategy, since(from), load.total() - before));
            }
            drain(account, load);
        } while (load.total() < requests);
        Map<String, Integer> answers = load.end();
        say("requests: %d, answers: %s"
                .formatted(answers.values().stream().mapToInt(Integer::intValue).sum(), answers));
        assertThat(answers.keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, version)
                        .mapToObj(number -> "200 version " + number)
                        .toList());
    }

    @Test
    void anImageThatDoesNotExistTripsTheBreakerAndTheServiceGoesBackByItself(Account account) {
        var good = account.get(Service.class, NAME).getStatus().deployments.getFirst();
        List<String> before = running(account);
        var from = Instant.now();
        define(account, container -> container.image = "registry.davit.dev/no-such-image:1");
        ServiceStatus status = until(
                account,
                s -> s.deployments.size() == 2
                        && "FAILED".equals(s.deployments.getLast().rolloutState)
                        && "COMPLETED".equals(s.deployments.getFirst().rolloutState));
        say("bad image to full rollback: %.1f s".formatted(since(from)));

        assertThat(status.deployments.getFirst().id).isEqualTo(good.id);
        assertThat(status.deployments.getLast().rolloutStateReason)
                .isEqualTo("ECS deployment circuit breaker: tasks failed to start.");
        assertThat(running(account)).as("what ran was not touched").isEqualTo(before);
        assertThat(Stories.condition(status.conditions, "Ready").orElseThrow()).satisfies(ready -> {
            assertThat(ready.getReason()).isEqualTo("DeploymentRolledBack");
            assertThat(ready.getMessage()).contains("CannotPullContainerError", "no-such-image");
        });

        strategy(account, "ROLLING");
        define(account, container -> container.image = PodCommands.IMAGE);
        until(account, ServiceE2E::steady);
    }

    /** As kubectl drain does it: the node takes no new pods, and each pod is evicted, again and again until that is allowed. */
    private static void drain(Account account, RequestLoad load) {
        String node = tasks(account).getFirst().getSpec().getNodeName();
        var from = Instant.now();
        int before = load.total();
        cordon(account, node, true);
        try {
            Awaitility.await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
                List<Pod> left = tasks(account).stream()
                        .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                        .toList();
                left.forEach(pod -> evict(account, pod));
                return left.isEmpty();
            });
            until(account, ServiceE2E::steady);
            say("drain: %.1f s, %d requests".formatted(since(from), load.total() - before));
        } finally {
            cordon(account, node, false);
        }
    }

    /** One that has gone since it was listed needs no eviction: kubectl goes on, too. */
    private static void evict(Account account, Pod pod) {
        try {
            account.client()
                    .pods()
                    .inNamespace(account.namespace())
                    .withName(pod.getMetadata().getName())
                    .evict();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404) {
                throw e;
            }
        }
    }

    private static void cordon(Account account, String node, boolean closed) {
        account.client().nodes().withName(node).edit(known -> new NodeBuilder(known)
                .editSpec()
                .withUnschedulable(closed)
                .endSpec()
                .build());
    }

    private static void deploy(Account account, String strategy, String version) {
        long number = account.get(Service.class, NAME).getStatus().deployments.getFirst().number;
        strategy(account, strategy);
        define(account, container -> container.environment.getFirst().value = version);
        until(account, s -> s.deployments.getFirst().number > number && steady(s));
    }

    private static void strategy(Account account, String strategy) {
        edit(account, service -> service.getSpec().deploymentConfiguration = configuration(strategy));
    }

    private static void edit(Account account, Consumer<Service> change) {
        account.client()
                .resources(Service.class)
                .inNamespace(account.namespace())
                .withName(NAME)
                .edit(service -> {
                    change.accept(service);
                    return service;
                });
    }

    /** The least that AWS has: no time to bake, steps of a quarter. */
    private static DeploymentConfiguration configuration(String strategy) {
        DeploymentConfiguration configuration = new DeploymentConfiguration();
        configuration.strategy = strategy;
        configuration.deploymentCircuitBreaker = new DeploymentCircuitBreaker();
        configuration.deploymentCircuitBreaker.enable = true;
        configuration.deploymentCircuitBreaker.rollback = true;
        if ("LINEAR".equals(strategy)) {
            configuration.linearConfiguration = new LinearConfiguration();
            configuration.linearConfiguration.stepPercent = 25.0;
            configuration.linearConfiguration.stepBakeTimeInMinutes = 0;
        } else if ("CANARY".equals(strategy)) {
            configuration.canaryConfiguration = new CanaryConfiguration();
            configuration.canaryConfiguration.canaryPercent = 20.0;
            configuration.canaryConfiguration.canaryBakeTimeInMinutes = 0;
        }
        return configuration;
    }

    private static void define(Account account, Consumer<ContainerDefinition> edit) {
        account.client()
                .resources(TaskDefinition.class)
                .inNamespace(account.namespace())
                .withName(NAME)
                .edit(definition -> {
                    edit.accept(definition.getSpec().containerDefinitions.getFirst());
                    return definition;
                });
    }

    private static ServiceStatus until(Account account, Predicate<ServiceStatus> there) {
        return account.await(
                        Service.class,
                        NAME,
                        SOON,
                        service -> service.getStatus() != null
                                && service.getMetadata().getGeneration().equals(service.getStatus().observedGeneration)
                                && service.getStatus().deployments != null
                                && there.test(service.getStatus()))
                .getStatus();
    }

    private static boolean steady(ServiceStatus status) {
        return Stories.is(status.conditions, "Ready", "True");
    }

    private static String host(Account account) {
        return account.await(
                        LoadBalancer.class,
                        NAME,
                        SOON,
                        found -> found.getStatus() != null && Stories.is(found.getStatus().conditions, "Ready", "True"))
                .getStatus()
                .dnsName;
    }

    /** Pods of tasks that have not ended. */
    private static List<Pod> tasks(Account account) {
        return account.pods("ecs.davit.dev/service", NAME).stream()
                .filter(pod ->
                        !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
                .toList();
    }

    private static List<String> running(Account account) {
        return tasks(account).stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static double since(Instant from) {
        return Duration.between(from, Instant.now()).toMillis() / 1000.0;
    }

    private static void say(String what) {
        System.out.println("service: " + what);
    }
}
