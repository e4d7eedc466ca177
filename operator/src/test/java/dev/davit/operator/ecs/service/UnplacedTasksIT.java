package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.AWSVPCConfiguration;
import dev.davit.api.ecs.v1alpha1.NetworkConfiguration;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.ec2.Networks;
import dev.davit.operator.ecs.task.TaskReconcilers;
import dev.davit.operator.ecs.taskdefinition.TaskDefinitionReconciler;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tasks that wait for a subnet, by their own reconciler, as a service sees them whose clock is five minutes ahead. */
@WithApiServer
class UnplacedTasksIT extends OnServices {

    @BeforeAll
    static void ahead(ApiServer given) {
        operator.close();
        operator = RunningOperator.start(given.client(), UnplacedTasksIT::withTasks);
    }

    private static List<Reconciler<?>> withTasks(KubernetesClient c) {
        var config = new RunningOperator.Config("davit-system");
        var events = RunningOperator.events(c);
        Networks networks = new Networks(c, config);
        return networks.and(
                new TaskDefinitionReconciler(config, events, Clock.systemUTC()),
                TaskReconcilers.of(config, events, networks.placement()),
                new ServiceReconciler(config, events, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5))));
    }

    private ServiceStatus seen(Predicate<ServiceStatus> there) {
        return await().atMost(SOON).until(() -> service().getStatus(), status -> status != null && there.test(status));
    }

    @Test
    void aTaskThatWaitsForASubnetIsToldAndTripsTheBreaker() {
        define(container -> {});
        serve(1, service -> {
            breaking(service);
            service.getSpec().networkConfiguration = new NetworkConfiguration();
            service.getSpec().networkConfiguration.awsVPCConfiguration = new AWSVPCConfiguration();
            service.getSpec().networkConfiguration.awsVPCConfiguration.subnetRefs = List.of(reference("nowhere"));
        });
        ServiceStatus status = seen(s -> s.deployments != null
                && !s.deployments.isEmpty()
                && "FAILED".equals(s.deployments.getFirst().rolloutState));
        assertThat(status.deployments.getFirst().failedTasks).isEqualTo(3);
        assertThat(reason(status)).isEqualTo("False DeploymentFailed");
        await().atMost(SOON).until(() -> notes().stream()
                .anyMatch(note -> note.startsWith(
                        "(service web) was unable to place a task. Reason: Waiting for the Subnet \"nowhere\"")));
        assertThat(runner.tasks()).singleElement().satisfies(task -> assertThat(task.getStatus().lastStatus)
                .isEqualTo("PROVISIONING"));
    }
}
