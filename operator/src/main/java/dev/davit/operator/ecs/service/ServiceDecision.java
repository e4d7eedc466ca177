package dev.davit.operator.ecs.service;

import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.operator.ecs.service.deployment.DefinitionLookup.Answer.Found;
import dev.davit.operator.ecs.service.deployment.DeploymentBook;
import dev.davit.operator.ecs.service.deployment.DeploymentWords;
import dev.davit.operator.ecs.service.deployment.PauseHooks;
import dev.davit.operator.ecs.service.deployment.ServiceContent;
import dev.davit.operator.ecs.service.deployment.Stage;
import dev.davit.operator.ecs.service.deployment.StagedRollout;
import dev.davit.operator.ecs.service.deployment.Traffic;
import dev.davit.operator.ecs.service.deployment.Wanted;
import dev.davit.operator.ecs.service.plan.Failures;
import dev.davit.operator.ecs.service.plan.Plan;
import dev.davit.operator.ecs.service.plan.Retention;
import dev.davit.operator.ecs.service.plan.RollingPlan;
import dev.davit.operator.ecs.service.plan.Sizes;
import dev.davit.operator.ecs.service.plan.StagedPlan;
import dev.davit.operator.ecs.service.plan.TaskView;
import dev.davit.operator.ecs.service.plan.ZoneBalance;
import dev.davit.operator.kernel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Pure: all that a pass over a service decides.
 *
 * @param accepted whether the spec can be carried out
 * @param wanted what it asks for, once that is known
 * @param tasks its tasks in the scheduler's words
 * @param book the deployments as they are to be written
 * @param failures failures in a row of the newest deployment
 * @param plan what is started and stopped once they are written
 * @param retention which stopped tasks go
 */
record ServiceDecision(
        Outcome accepted,
        Optional<Wanted> wanted,
        List<TaskView> tasks,
        DeploymentBook book,
        Failures failures,
        Plan plan,
        Retention retention) {

    static ServiceDecision of(ServiceInputs inputs) {
        Outcome accepted = ServiceCheck.of(inputs);
        Optional<Wanted> wanted = accepted instanceof Outcome.Accepted && inputs.definition() instanceof Found found
                ? Optional.of(ServiceContent.of(inputs.spec(), found, inputs.cluster(), inputs.balancing()))
                : Optional.empty();
        DeploymentBook book = DeploymentBook.of(inputs.service(), inputs.now());
        List<TaskView> tasks = read(inputs, book);
        wanted.ifPresent(w -> book.want(w, tasks, inputs.balancing()));
        book.judge(tasks);
        Optional<Instant> stageOver = book.primary().flatMap(newest -> advance(inputs, book, tasks));
        book.complete(tasks).tidy(wanted, tasks);
        Failures failures = failures(inputs, book, tasks);
        int desired = Sizes.of(inputs.spec()).desired();
        return new ServiceDecision(
                accepted,
                wanted,
                tasks,
                book,
                failures,
                book.primary()
                        .map(primary -> plan(inputs, book, tasks, failures))
                        .orElseGet(Plan::nothing)
                        .lookingAt(stageOver)
                        .lookingAt(book.bakesUntil()),
                Retention.of(tasks, failures, desired, inputs.now()));
    }

    private static Optional<Instant> advance(ServiceInputs inputs, DeploymentBook book, List<TaskView> tasks) {
        return new StagedRollout(
                        inputs.spec(),
                        book,
                        tasks,
                        deployment -> inForce(inputs, deployment),
                        PauseHooks.of(inputs.service()),
                        inputs.now())
                .advance();
    }

    /** Whether the Rules have what the deployment, as it is written or about to be, wants of them. */
    private static boolean inForce(ServiceInputs inputs, ServiceDeployment newest) {
        return inputs.balancing().inForce(Traffic.of(inputs.spec(), inputs.balancing(), newest));
    }

    private static List<TaskView> read(ServiceInputs inputs, DeploymentBook book) {
        Integer grace = inputs.spec().healthCheckGracePeriodSeconds;
        TaskReading reading =
                new TaskReading(Duration.ofSeconds(grace == null ? 0 : grace), inputs.nodes(), inputs.now());
        Map<Long, ServiceDeployment> numbered =
                book.all().stream().collect(Collectors.toMap(d -> d.number, Function.identity()));
        return inputs.tasks().stream()
                .map(task -> reading.of(task, numbered.get(ServiceNames.deployment(task))))
                .toList();
    }

    private static Failures failures(ServiceInputs inputs, DeploymentBook book, List<TaskView> tasks) {
        boolean reset = Failures.resets(DeploymentWords.breaker(inputs.spec()));
        return book.primary()
                .map(primary -> Failures.of(
                        tasks, primary.number, reset || DeploymentWords.COMPLETED.equals(primary.rolloutState)))
                .orElse(Failures.NONE);
    }

    private static Plan plan(ServiceInputs inputs, DeploymentBook book, List<TaskView> tasks, Failures failures) {
        ServiceDeployment newest = book.primary().orElseThrow();
        ZoneBalance balance = balance(inputs, newest, tasks);
        List<TaskView> placed = tasks.stream()
                .map(task -> balance.moving().filter(task.name()::equals).isPresent() ? task.moving() : task)
                .toList();
        return plan(inputs, book, newest, placed, failures).lookingAt(balance.again());
    }

    /** Where the service asks for it; in a network of its own only between zones where it has tasks. */
    private static ZoneBalance balance(ServiceInputs inputs, ServiceDeployment newest, List<TaskView> tasks) {
        if (!ZoneBalance.asked(inputs.service()) || !DeploymentWords.COMPLETED.equals(newest.rolloutState)) {
            return ZoneBalance.of(List.of(), 0, Set.of(), inputs.now());
        }
        Set<String> zones = inputs.nodes().open().stream()
                .filter(zone -> inputs.spec().networkConfiguration == null
                        || tasks.stream().anyMatch(task -> task.live() && zone.equals(task.zone())))
                .collect(Collectors.toSet());
        return ZoneBalance.of(tasks, Sizes.of(inputs.spec()).desired(), zones, inputs.now());
    }

    private static Plan plan(
            ServiceInputs inputs,
            DeploymentBook book,
            ServiceDeployment newest,
            List<TaskView> tasks,
            Failures failures) {
        Sizes sizes = Sizes.of(inputs.spec());
        boolean launching = !DeploymentWords.FAILED.equals(newest.rolloutState);
        Stage stage = Stage.of(newest);
        Plan plan = stage == null
                ? new RollingPlan(
                                sizes,
                                tasks,
                                newest.number,
                                launching,
                                DeploymentWords.COMPLETED.equals(newest.rolloutState),
                                failures.nextStart(sizes.desired()),
                                inputs.now())
                        .decide()
                : new StagedPlan(
                                sizes.desired(),
                                tasks,
                                newest.number,
                                book.fallback().map(d -> d.number),
                                launching && stage.compareTo(Stage.SCALE_UP) >= 0,
                                stage == Stage.CLEAN_UP,
                                inForce(inputs, newest),
                                inputs.now())
                        .decide();
        return plan.without(start ->
                !inputs.balancing().has(book.numbered(start.deployment()).orElseThrow()));
    }

    /** When to look again although nothing reports a change. */
    Optional<Instant> again() {
        return Plan.sooner(plan.again(), retention.again());
    }
}
