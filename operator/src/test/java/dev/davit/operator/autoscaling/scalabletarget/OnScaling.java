package dev.davit.operator.autoscaling.scalabletarget;

import static org.awaitility.Awaitility.await;

import dev.davit.api.applicationautoscaling.v1alpha1.PredefinedMetricSpecification;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetAction;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetStatus;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingPolicy;
import dev.davit.api.applicationautoscaling.v1alpha1.ScheduledAction;
import dev.davit.api.applicationautoscaling.v1alpha1.TargetTrackingScalingPolicyConfiguration;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.api.elbv2.v1alpha1.TargetGroupStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.autoscaling.scalingpolicy.ScalingPolicyReconciler;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service with tasks, its scalable target and metrics on a real API server; the operator's clock stands still until a test moves it on. */
abstract class OnScaling {

    static final Duration SOON = Duration.ofSeconds(30);
    static final String RESOURCE = "service/default/web";

    final AtomicReference<Double> requests = new AtomicReference<>(0.0);
    final AtomicReference<Instant> now = new AtomicReference<>();
    KubernetesClient client;
    ApiServer server;
    PodMetricsApi metrics;
    String namespace;
    RunningOperator operator;
    private int touches;

    @BeforeEach
    void newNamespace(ApiServer given) {
        server = given;
        client = server.client();
        namespace = server.newNamespace("scale");
        now.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        metrics = new PodMetricsApi(client);
        metrics.serve();
    }

    @AfterEach
    void end() {
        if (operator != null) {
            operator.close();
        }
    }

    List<Reconciler<?>> reconcilers(KubernetesClient c) {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        var config = new RunningOperator.Config("davit-system");
        return List.of(
                new ScalableTargetReconciler(
                        config,
                        RunningOperator.events(c),
                        clock,
                        (counted, group) -> Optional.of(Map.of("gateway", requests.get()))),
                new ScalingPolicyReconciler(config, RunningOperator.events(c), clock));
    }

    void start() {
        operator = RunningOperator.start(client, this::reconcilers);
    }

    /** A service with that many tasks, all running: what the operator of services says of it is written here. */
    void service(int count) {
        Service service = new Service();
        service.setMetadata(metadata("web"));
        service.getSpec().taskDefinition = "web";
        service.getSpec().desiredCount = count;
        client.resource(service).create();
        serviceStatus("COMPLETED");
        for (int i = 1; i <= count; i++) {
            task("web-1-" + i);
        }
    }

    void serviceStatus(String rolloutState) {
        ServiceStatus status = new ServiceStatus();
        status.serviceARN = "arn:aws:ecs:us-east-1:000000000000:" + RESOURCE;
        ServiceDeployment deployment = new ServiceDeployment();
        deployment.number = 1L;
        deployment.rolloutState = rolloutState;
        status.deployments = List.of(deployment);
        client.resources(Service.class).inNamespace(namespace).withName("web").editStatus(service -> {
            service.setStatus(status);
            return service;
        });
    }

    void task(String name) {
        Task task = new Task();
        task.setMetadata(new ObjectMetaBuilder(metadata(name))
                .addToLabels(Labels.SERVICE, "web")
                .build());
        task.getSpec().taskDefinition = "web";
        Task made = client.resource(task).create();
        made.setStatus(new TaskStatus());
        made.getStatus().lastStatus = "RUNNING";
        made.getStatus().desiredStatus = "RUNNING";
        made.getStatus().podName = name;
        made.getStatus().cpu = "256";
        made.getStatus().memory = "512";
        client.resource(made).updateStatus();
    }

    /** A target group with so many healthy targets. */
    void targetGroup(int healthy) {
        TargetGroup group = new TargetGroup();
        group.setMetadata(metadata("web"));
        group.getSpec().name = "web";
        group.getSpec().protocol = "HTTP";
        group.getSpec().port = 80;
        TargetGroup made = client.resource(group).create();
        made.setStatus(new TargetGroupStatus());
        made.getStatus().healthyTargets = healthy;
        made.getStatus().ackResourceMetadata = new ACKResourceMetadata();
        made.getStatus().ackResourceMetadata.arn =
                "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/2";
        client.resource(made).updateStatus();
    }

    private io.fabric8.kubernetes.api.model.ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder().withName(name).withNamespace(namespace).build();
    }

    void target(int minimum, int maximum, Consumer<ScalableTarget> edit) {
        ScalableTarget target = new ScalableTarget();
        target.setMetadata(metadata("web"));
        target.getSpec().resourceID = RESOURCE;
        target.getSpec().serviceNamespace = "ecs";
        target.getSpec().scalableDimension = "ecs:service:DesiredCount";
        target.getSpec().minCapacity = minimum;
        target.getSpec().maxCapacity = maximum;
        edit.accept(target);
        client.resource(target).create();
    }

    void policy(String metric) {
        policy(metric, configuration -> {});
    }

    void policy(String metric, Consumer<TargetTrackingScalingPolicyConfiguration> edit) {
        ScalingPolicy policy = new ScalingPolicy();
        policy.setMetadata(metadata("cpu"));
        policy.getSpec().policyName = "cpu";
        policy.getSpec().policyType = "TargetTrackingScaling";
        policy.getSpec().resourceID = RESOURCE;
        policy.getSpec().serviceNamespace = "ecs";
        policy.getSpec().scalableDimension = "ecs:service:DesiredCount";
        policy.getSpec().targetTrackingScalingPolicyConfiguration = new TargetTrackingScalingPolicyConfiguration();
        policy.getSpec().targetTrackingScalingPolicyConfiguration.targetValue = 50.0;
        policy.getSpec().targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification =
                new PredefinedMetricSpecification();
        policy.getSpec().targetTrackingScalingPolicyConfiguration.predefinedMetricSpecification.predefinedMetricType =
                metric;
        edit.accept(policy.getSpec().targetTrackingScalingPolicyConfiguration);
        client.resource(policy).create();
    }

    /** What each of the tasks uses, in percent of its CPU; and half of its memory. */
    void busy(int percent, int tasks) {
        for (int i = 1; i <= tasks; i++) {
            metrics.uses(namespace, "web-1-" + i, Map.of(Labels.SERVICE, "web"), 250 * percent / 100, 256);
        }
        // What is no task of the service does not count.
        metrics.uses(namespace, "stranger", Map.of(Labels.SERVICE, "other"), 4000, 4000);
    }

    ScalableTarget target() {
        return client.resources(ScalableTarget.class)
                .inNamespace(namespace)
                .withName("web")
                .get();
    }

    int desired() {
        return client.resources(Service.class)
                .inNamespace(namespace)
                .withName("web")
                .get()
                .getSpec()
                .desiredCount;
    }

    ScalableTargetStatus until(Predicate<ScalableTargetStatus> there) {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(this::target, target -> target.getStatus() != null && there.test(target.getStatus()))
                .getStatus();
    }

    /** Moves the clock on and wakes the operator, whose timers follow the machine's; returns when it has looked. */
    void minutes(int count) {
        for (int i = 0; i < count; i++) {
            now.updateAndGet(time -> time.plusSeconds(60));
            touch();
        }
        operator.settle();
    }

    void touch() {
        touches++;
        ScalableTarget touched = client.resources(ScalableTarget.class)
                .inNamespace(namespace)
                .withName("web")
                .edit(target -> {
                    target.getSpec().roleARN = "touch " + touches;
                    return target;
                });
        until(status -> touched.getMetadata().getGeneration().equals(status.observedGeneration));
    }

    static Condition condition(ScalableTargetStatus status, String type) {
        return Conditions.find(status.conditions, type).orElseThrow();
    }

    static String reason(ScalableTargetStatus status, String type) {
        return Conditions.find(status.conditions, type)
                .map(Condition::getReason)
                .orElse("");
    }

    static boolean ready(ScalableTargetStatus status) {
        return Conditions.isTrue(status.conditions, "Ready");
    }

    List<String> notes() {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .map(event -> event.getReason() + ": " + event.getNote())
                .toList();
    }

    static ScheduledAction action(String time) {
        ScheduledAction action = new ScheduledAction();
        action.scheduledActionName = "peak";
        action.schedule = "at(" + time + ")";
        action.scalableTargetAction = new ScalableTargetAction();
        action.scalableTargetAction.minCapacity = 5;
        action.scalableTargetAction.maxCapacity = 8;
        return action;
    }

    List<Condition> policyConditions() {
        ScalingPolicy policy = client.resources(ScalingPolicy.class)
                .inNamespace(namespace)
                .withName("cpu")
                .get();
        return policy.getStatus() == null ? null : policy.getStatus().conditions;
    }
}
