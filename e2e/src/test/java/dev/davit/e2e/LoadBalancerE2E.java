package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTarget;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The example of a service behind a load balancer does what its README says; replacing its tasks loses no request, and many scale it out. */
@OnDavit
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoadBalancerE2E {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int REQUESTS = Integer.getInteger("davit.requests", 2_000);

    private static final String GET = """
            import http.client, sys
            c = http.client.HTTPConnection(sys.argv[1], 80, timeout=30)
            c.request("GET", sys.argv[2])
            r = c.getresponse()
            print(r.status, r.getheader("Location"), r.read().decode())
            """;

    /** Four callers ask some 200 times a second until so many requests are made and the last 1000 answers were the new version's. */
    private static final String LOAD = """
            import collections, http.client, sys, threading, time
            host, most = "HOST", REQUESTS
            lock, answers, total, new = threading.Lock(), collections.Counter(), 0, 0
            end = time.monotonic() + 170
            def call():
                global total, new
                c = None
                while (total < most or new < 1000) and time.monotonic() < end:
                    try:
                        c = c or http.client.HTTPConnection(host, 80, timeout=30)
                        c.request("GET", "/")
                        r = c.getresponse()
                        answer = str(r.status) + " " + r.read().decode()[:40]
                    except Exception as e:
                        c, answer = None, repr(e)
                    with lock:
                        answers[answer] += 1
                        total += 1
                        new = new + 1 if answer == "200 version 2" else 0
                    time.sleep(0.015)
            print("begun", flush=True)
            threads = [threading.Thread(target=call) for _ in range(4)]
            [t.start() for t in threads]; [t.join() for t in threads]
            for answer, n in sorted(answers.items()): print(n, answer)
            print("done", flush=True)
            time.sleep(900)
            """;

    /** Some fifty requests a second for as long as a minute that is busy from its first second to its last may take to come. */
    private static final String BUSY = """
            import http.client, time
            while True:
                try:
                    c = http.client.HTTPConnection("HOST", 80, timeout=30)
                    while True:
                        c.request("GET", "/")
                        c.getresponse().read()
                        time.sleep(0.02)
                except OSError:
                    time.sleep(0.2)
            """;

    private static final String SCALING = """
            apiVersion: applicationautoscaling.davit.dev/v1alpha1
            kind: ScalableTarget
            metadata: {name: store}
            spec: {resourceID: service/default/store, scalableDimension: "ecs:service:DesiredCount", serviceNamespace: ecs, minCapacity: 2, maxCapacity: 3}
            ---
            apiVersion: applicationautoscaling.davit.dev/v1alpha1
            kind: ScalingPolicy
            metadata: {name: store}
            spec:
              resourceID: service/default/store
              scalableDimension: ecs:service:DesiredCount
              serviceNamespace: ecs
              policyName: requests
              policyType: StepScaling
              stepScalingPolicyConfiguration:
                adjustmentType: ChangeInCapacity
                cooldown: 300
                stepAdjustments: [{metricIntervalLowerBound: 0, scalingAdjustment: 1}]
              alarm:
                comparisonOperator: GreaterThanOrEqualToThreshold
                evaluationPeriods: 1
                threshold: 600
                predefinedMetricSpecification: {predefinedMetricType: ALBRequestCountPerTarget, resourceLabel: "app/store/1/LABEL"}
            """;

    private static final String KNOCK = """
            import socket, sys
            try:
                socket.create_connection((sys.argv[1], 80), timeout=2).close()
                print("open")
            except TimeoutError:
                print("closed")
            """;

    @Test
    @Order(1)
    void replacingTasksUnderLoadLosesNoRequest(Account account) {
        account.apply(Repository.file("examples/06-service-with-load-balancer"));
        account.apply(PodCommands.pod("caller", "", "", "import time; time.sleep(900)"));
        LoadBalancer balancer = account.await(
                LoadBalancer.class,
                "store",
                SOON,
                found -> found.getStatus() != null
                        && found.getStatus().conditions != null
                        && Stories.is(found.getStatus().conditions, "Ready", "True"));
        account.await(
                TargetGroup.class,
                "store-web",
                SOON,
                found -> found.getStatus() != null && Integer.valueOf(2).equals(found.getStatus().healthyTargets));
        String host = balancer.getStatus().dnsName;
        Awaitility.await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(run(account, GET, host, "/"))
                .isEqualTo("200 None version 1"));
        assertThat(run(account, GET, host, "/ping")).isEqualTo("200 None pong");
        assertThat(run(account, GET, host, "/old/a?b=1")).startsWith("301 http://" + host + ":80/new/old/a?b=1");

        itsSecurityGroupSaysWhoComes(account, host);
        String load = LOAD.replace("HOST", host).replace("REQUESTS", Integer.toString(REQUESTS));
        account.apply(PodCommands.pod("load", "", "", load));
        Awaitility.await().atMost(SOON).ignoreExceptions().until(() -> log(account)
                .contains("begun"));
        account.client()
                .resources(TaskDefinition.class)
                .inNamespace(account.namespace())
                .withName("store")
                .edit(definition -> {
                    definition
                            .getSpec()
                            .containerDefinitions
                            .getFirst()
                            .environment
                            .getFirst()
                            .value = "2";
                    return definition;
                });
        Awaitility.await().atMost(SOON).until(() -> log(account).contains("done"));
        List<String> answers =
                log(account).lines().filter(line -> line.matches("[0-9].*")).toList();
        System.out.println("load balancer, while tasks were replaced: " + answers);
        assertThat(answers).allSatisfy(answer -> assertThat(answer).matches("[0-9]+ 200 version [12]"));
        assertThat(answers).hasSize(2);
        assertThat(answers.stream()
                        .mapToInt(answer -> Integer.parseInt(answer.replaceFirst(" .*", "")))
                        .sum())
                .isGreaterThanOrEqualTo(REQUESTS);
    }

    /** One busy minute: counted where requests are forwarded, read by the operator from each gateway, divided by healthy targets. */
    @Test
    @Order(2)
    void requestsPerTargetScaleTheServiceOut(Account account) {
        account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName("load")
                .delete();
        var group = account.await(TargetGroup.class, "store-web", SOON, found -> healthy(found) == 2);
        String arn = group.getStatus().ackResourceMetadata.arn;
        var balancer = account.await(LoadBalancer.class, "store", SOON, found -> found.getStatus() != null);
        account.apply(PodCommands.pod("busy", "", "", BUSY.replace("HOST", balancer.getStatus().dnsName)));
        account.apply(SCALING.replace("LABEL", arn.substring(arn.indexOf("targetgroup/"))));

        account.await(TargetGroup.class, "store-web", SOON, found -> healthy(found) == 3);
        var service = account.client()
                .resources(Service.class)
                .inNamespace(account.namespace())
                .withName("store")
                .get();
        assertThat(service.getSpec().desiredCount).isEqualTo(3);
        var target = account.await(
                ScalableTarget.class,
                "store",
                SOON,
                found -> found.getStatus() != null
                        && found.getStatus().activities != null
                        && !found.getStatus().activities.isEmpty());
        assertThat(target.getStatus().activities.getFirst().description).contains("3");
    }

    private static int healthy(TargetGroup group) {
        return group.getStatus() == null || group.getStatus().healthyTargets == null
                ? 0
                : group.getStatus().healthyTargets;
    }

    private static void itsSecurityGroupSaysWhoComes(Account account, String host) {
        letInFrom(account, "192.0.2.0/24");
        Awaitility.await().atMost(SOON).until(() -> run(account, KNOCK, host).equals("closed"));
        letInFrom(account, "0.0.0.0/0");
        Awaitility.await().atMost(SOON).until(() -> run(account, KNOCK, host).equals("open"));
    }

    private static void letInFrom(Account account, String block) {
        account.client()
                .resources(SecurityGroup.class)
                .inNamespace(account.namespace())
                .withName("store-balancer")
                .edit(group -> {
                    group.getSpec().ingressRules.getFirst().ipRanges.getFirst().cidrIP = block;
                    return group;
                });
    }

    private static String log(Account account) {
        return account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName("load")
                .getLog();
    }

    private static String run(Account account, String script, String... words) {
        List<String> command = new ArrayList<>(List.of("python3", "-c", script));
        command.addAll(List.of(words));
        return PodCommands.run(account.client(), account.namespace(), "caller", command)
                .strip();
    }
}
