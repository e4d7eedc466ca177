package dev.davit.operator.ecs.service;

import dev.davit.api.ecs.v1alpha1.AdvancedConfiguration;
import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import dev.davit.api.ecs.v1alpha1.DeploymentCircuitBreaker;
import dev.davit.api.ecs.v1alpha1.DeploymentConfiguration;
import dev.davit.api.ecs.v1alpha1.LoadBalancer;
import dev.davit.api.ecs.v1alpha1.PortMapping;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.api.ecs.v1alpha1.TrafficShift;
import dev.davit.operator.ecs.service.deployment.DefinitionLookup;
import dev.davit.operator.ecs.service.deployment.LoadBalancing;
import dev.davit.operator.ecs.service.plan.Plan.Stop;
import dev.davit.operator.ecs.service.plan.TaskView;
import dev.davit.operator.fargate.CapacityProviders;
import dev.davit.operator.fargate.Definitions;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A service, its tasks and a clock, without a cluster: what a pass decides is done here as the reconciler does it. */
final class World {

    final Service service = new Service();
    final Map<String, Task> tasks = new TreeMap<>();
    Instant now = Instant.parse("2026-11-27T08:00:00Z");
    LoadBalancing balancing = new LoadBalancing("shop", Map.of(), Map.of());
    final Map<String, Map<String, Integer>> rules = new HashMap<>();
    final Set<String> draining = new HashSet<>();
    final Set<String> zones = new HashSet<>();
    int revision = 1;

    World(int desired) {
        service.setMetadata(new ObjectMetaBuilder()
                .withName("web")
                .withNamespace("shop")
                .withUid("uid-of-web")
                .withGeneration(1L)
                .withCreationTimestamp(now.toString())
                .build());
        service.getSpec().taskDefinition = "web:1";
        service.getSpec().desiredCount = desired;
        service.getSpec().deploymentConfiguration = new DeploymentConfiguration();
    }

    World breaker(boolean rollback) {
        DeploymentCircuitBreaker breaker = new DeploymentCircuitBreaker();
        breaker.enable = true;
        breaker.rollback = rollback;
        service.getSpec().deploymentConfiguration.deploymentCircuitBreaker = breaker;
        return this;
    }

    /** A load balancer whose Rule shares traffic between two target groups. */
    World balanced(String strategy) {
        service.getSpec().deploymentConfiguration.strategy = strategy;
        AdvancedConfiguration advanced = new AdvancedConfiguration();
        advanced.alternateTargetGroupARN = "green";
        advanced.productionListenerRule = "prod";
        advanced.testListenerRule = "test";
        service.getSpec().loadBalancers = List.of(balancer("blue", advanced));
        rules.put("prod", Map.of("blue", 1));
        rules.put("test", Map.of("blue", 1));
        balancing = new LoadBalancing(
                "shop", Map.of("blue", group("blue"), "green", group("green")), Collections.unmodifiableMap(rules));
        return this;
    }

    static LoadBalancer balancer(String group, AdvancedConfiguration advanced) {
        LoadBalancer balancer = new LoadBalancer();
        balancer.targetGroupARN = group;
        balancer.containerName = "main";
        balancer.containerPort = 80;
        balancer.advancedConfiguration = advanced;
        return balancer;
    }

    private static TaskLoadBalancer group(String name) {
        TaskLoadBalancer group = new TaskLoadBalancer();
        group.targetGroup = name;
        return group;
    }

    /** What the reconciler of Rules does: the weights that the service wants are in force. */
    void takeShifts() {
        if (service.getStatus() != null && service.getStatus().trafficShifts != null) {
            service.getStatus().trafficShifts.forEach(shift -> rules.put(shift.listenerRule, weights(shift)));
        }
    }

    static Map<String, Integer> weights(TrafficShift shift) {
        return shift.weights.stream().collect(Collectors.toMap(w -> w.targetGroup, w -> w.weight));
    }

    World percents(int minimum, int maximum) {
        service.getSpec().deploymentConfiguration.minimumHealthyPercent = minimum;
        service.getSpec().deploymentConfiguration.maximumPercent = maximum;
        return this;
    }

    void deploy(int newRevision) {
        revision = newRevision;
        service.getSpec().taskDefinition = "web:" + newRevision;
        service.getMetadata().setGeneration(service.getMetadata().getGeneration() + 1);
    }

    void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    ServiceInputs inputs() {
        return new ServiceInputs(
                service,
                List.copyOf(tasks.values()),
                List.of(),
                List.of(),
                new DefinitionLookup.Answer.Found(
                        "arn:aws:ecs:us-east-1:123456789012:task-definition/web:" + revision,
                        Definitions.spec(Definitions.container("main", World::serves))),
                balancing,
                new Nodes(Set.copyOf(draining), Map.of(), Set.copyOf(zones)),
                CapacityProviders.parse(Optional.of("{\"SPOT\": {}}")),
                "us-east-1",
                now);
    }

    static void serves(ContainerDefinition container) {
        PortMapping port = new PortMapping();
        port.containerPort = 80;
        container.portMappings = List.of(port);
    }

    ServiceDecision decide() {
        return ServiceDecision.of(inputs());
    }

    /** One pass that is cut off after so many writes; says how many it made. */
    int reconcile(int writes) {
        ServiceInputs inputs = inputs();
        ServiceDecision decision = ServiceDecision.of(inputs);
        List<Runnable> todo = new ArrayList<>();
        ServiceStatus status = ServiceReport.of(inputs, decision);
        todo.add(() -> service.setStatus(status));
        for (Stop stop : decision.plan().stops()) {
            todo.add(() -> stop(stop));
        }
        for (Task task : ServiceTask.next(inputs, decision)) {
            todo.add(() -> create(task));
        }
        decision.retention().remove().forEach(task -> todo.add(() -> tasks.remove(task.name())));
        todo.stream().limit(writes).forEach(Runnable::run);
        return Math.min(writes, todo.size());
    }

    void reconcile() {
        reconcile(Integer.MAX_VALUE);
    }

    private void stop(Stop stop) {
        Task task = tasks.get(stop.task().name());
        task.getSpec().desiredStatus = "STOPPED";
        task.getSpec().stoppedReason = stop.reason().text(task);
    }

    private void create(Task task) {
        if (tasks.containsKey(task.getMetadata().getName())) {
            throw new IllegalStateException("made twice: " + task.getMetadata().getName());
        }
        task.getMetadata()
                .setCreationTimestamp(now.truncatedTo(ChronoUnit.SECONDS).toString());
        tasks.put(task.getMetadata().getName(), task);
    }

    // What nodes do.

    void run(Task task) {
        TaskStatus status = new TaskStatus();
        status.lastStatus = "RUNNING";
        status.desiredStatus = "RUNNING";
        status.startedAt = now.truncatedTo(ChronoUnit.SECONDS).toString();
        task.setStatus(status);
    }

    void runAll() {
        tasks.values().stream().filter(task -> task.getStatus() == null).forEach(this::run);
    }

    void stopped(Task task) {
        boolean byScheduler = "STOPPED".equals(task.getSpec().desiredStatus);
        end(
                task,
                byScheduler ? "ServiceSchedulerInitiated" : "EssentialContainerExited",
                byScheduler ? task.getSpec().stoppedReason : "Essential container in task exited");
    }

    void fails(Task task) {
        end(task, "TaskFailedToStart", "CannotPullContainerError: no such image");
    }

    /** A task of which the API server takes no pod, or which names what is not there. */
    void waits(Task task, String why) {
        TaskStatus status = new TaskStatus();
        status.lastStatus = "PROVISIONING";
        status.desiredStatus = "RUNNING";
        status.conditions = List.of(new ConditionBuilder()
                .withType("Ready")
                .withStatus("Unknown")
                .withReason("SubnetNotReady")
                .withMessage(why)
                .build());
        task.setStatus(status);
    }

    void end(Task task, String code, String reason) {
        TaskStatus status = task.getStatus() == null ? new TaskStatus() : task.getStatus();
        status.lastStatus = "STOPPED";
        status.desiredStatus = "STOPPED";
        status.stopCode = code;
        status.stoppedReason = reason;
        status.stoppedAt = now.truncatedTo(ChronoUnit.SECONDS).toString();
        task.setStatus(status);
    }

    /** Ends what is to be stopped. */
    void drain() {
        tasks.values().stream()
                .filter(task -> "STOPPED".equals(task.getSpec().desiredStatus))
                .filter(task -> task.getStatus() == null || !"STOPPED".equals(task.getStatus().lastStatus))
                .forEach(this::stopped);
    }

    /** Runs what was started until all of it counts, passes in between. */
    void settle() {
        for (int i = 0; i < 60; i++) {
            reconcile();
            takeShifts();
            runAll();
            drain();
            pass(10);
        }
        reconcile();
    }

    List<TaskView> views() {
        return decide().tasks();
    }

    List<TaskView> live() {
        return views().stream().filter(TaskView::live).toList();
    }

    ServiceDeployment primary() {
        return service.getStatus().deployments.getFirst();
    }

    Optional<ServiceDeployment> numbered(long number) {
        return service.getStatus().deployments.stream()
                .filter(d -> d.number == number)
                .findFirst();
    }
}
