package dev.davit.operator.ecs.service.deployment;

import static dev.davit.operator.ecs.service.deployment.DeploymentWords.ACTIVE;
import static dev.davit.operator.ecs.service.deployment.DeploymentWords.COMPLETED;
import static dev.davit.operator.ecs.service.deployment.DeploymentWords.FAILED;
import static dev.davit.operator.ecs.service.deployment.DeploymentWords.INACTIVE;
import static dev.davit.operator.ecs.service.deployment.DeploymentWords.IN_PROGRESS;
import static dev.davit.operator.ecs.service.deployment.DeploymentWords.PRIMARY;

import dev.davit.api.ecs.v1alpha1.DeploymentCircuitBreaker;
import dev.davit.api.ecs.v1alpha1.LoadBalancer;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.fargate.DeploymentIdentity;
import dev.davit.operator.ecs.service.plan.Failures;
import dev.davit.operator.ecs.service.plan.Sizes;
import dev.davit.operator.ecs.service.plan.Steadiness;
import dev.davit.operator.ecs.service.plan.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pure: the deployments of a service and what becomes of them. What it decides is written to the status before anything is
 * done for it, and read back from there: it cannot be told from the tasks alone.
 */
public final class DeploymentBook {

    /** How many a status lists; tasks of an older one are replaced all the same. */
    private static final int MOST = 20;

    /** How long the alarms of a rolling deployment are watched once its tasks are steady, unless the spec says. */
    private static final int ALARMS_BAKE = 2;

    private final Service service;
    private final AlarmStates alarms;
    private final Instant now;
    private final List<ServiceDeployment> deployments = new ArrayList<>();

    private DeploymentBook(Service service, Instant now) {
        this.service = service;
        this.alarms = AlarmStates.of(service);
        this.now = now;
    }

    /** The book as the status has it; the first entry is the newest deployment. */
    public static DeploymentBook of(Service service, Instant now) {
        DeploymentBook book = new DeploymentBook(service, now);
        if (service.getStatus() != null && service.getStatus().deployments != null) {
            service.getStatus().deployments.stream().map(DeploymentWords::copy).forEach(book.deployments::add);
        }
        return book;
    }

    /** All deployments, the newest one first. */
    public List<ServiceDeployment> all() {
        return List.copyOf(deployments);
    }

    /** The newest deployment, once there is one. */
    public Optional<ServiceDeployment> primary() {
        return deployments.stream().findFirst();
    }

    /** The deployment of that number, if it is known. */
    public Optional<ServiceDeployment> numbered(long number) {
        return deployments.stream().filter(d -> d.number == number).findFirst();
    }

    /** The deployment that a failed one goes back to: the last that completed. */
    public Optional<ServiceDeployment> fallback() {
        return deployments.stream()
                .skip(1)
                .filter(d -> COMPLETED.equals(d.rolloutState))
                .max(Comparator.comparingLong(d -> d.number));
    }

    /** The deployment that takes requests while a later one is on its way: the newest one that completed. */
    private Optional<ServiceDeployment> serving() {
        return primary().filter(d -> COMPLETED.equals(d.rolloutState)).or(this::fallback);
    }

    /** Whether what is wanted has failed before: it is not tried again until the spec asks for something else. */
    public boolean heldBack(Wanted wanted) {
        return deployments.stream().anyMatch(d -> wanted.content().equals(d.content) && FAILED.equals(d.rolloutState));
    }

    /** Begins a deployment of what is wanted, unless the newest one is of it or it has failed. */
    public DeploymentBook want(Wanted wanted, List<TaskView> tasks, LoadBalancing balancing) {
        boolean same = primary().filter(d -> wanted.content().equals(d.content)).isPresent();
        if (same || heldBack(wanted)) {
            return this;
        }
        deployments.removeIf(d -> INACTIVE.equals(d.status));
        Optional<ServiceDeployment> known = deployments.stream()
                .filter(d -> wanted.content().equals(d.content))
                .findFirst();
        String id = known.map(d -> d.id).orElse(null);
        if (known.isPresent()) {
            goBack(known.get(), "ECS deployment " + id + " in progress.");
        } else {
            begin(wanted, tasks, balancing);
        }
        return this;
    }

    /** A deployment that shifts traffic begins beside the one that serves, in the other target groups. */
    private void stageFirst(ServiceDeployment deployment, ServiceDeployment serving, LoadBalancing balancing) {
        List<LoadBalancer> balancers =
                LoadBalancing.balancers(service.getSpec()).toList();
        boolean staged = StagedRollout.asked(service.getSpec());
        for (int i = 0; i < balancers.size() && deployment.targetGroups != null; i++) {
            if (balancers.get(i).advancedConfiguration != null) {
                Traffic.Groups groups = Traffic.Groups.of(balancers.get(i), balancing, serving);
                deployment.targetGroups.get(i).targetGroup = staged ? groups.other() : groups.newest();
            }
        }
        if (staged) {
            stage(deployment, Stage.RECONCILE_SERVICE);
            deployment.productionTrafficPercent = 0.0;
        }
    }

    /** The deployment is in that stage from now on. */
    public void stage(ServiceDeployment deployment, Stage stage) {
        deployment.lifecycleStage = stage.name();
        deployment.lifecycleStageSince = time();
    }

    /** The deployment is to have that share of production traffic from now on. */
    public void share(ServiceDeployment deployment, double percent) {
        deployment.productionTrafficPercent = percent;
        deployment.lifecycleStageSince = time();
    }

    private void begin(Wanted wanted, List<TaskView> tasks, LoadBalancing balancing) {
        long number = Math.max(
                        last().orElse(0L),
                        tasks.stream().mapToLong(TaskView::deployment).max().orElse(0))
                + 1;
        ServiceDeployment deployment = DeploymentWords.copy(wanted.template());
        deployment.number = number;
        deployment.id = DeploymentIdentity.id(service.getMetadata().getUid(), number);
        deployment.content = wanted.content();
        deployment.createdAt = time();
        serving().ifPresent(serving -> stageFirst(deployment, serving, balancing));
        promote(deployment, "ECS deployment " + deployment.id + " in progress.");
    }

    /** The highest number that a deployment of the service has had: none is used again, as its id would be. */
    public Optional<Long> last() {
        Long said = service.getStatus() == null ? null : service.getStatus().lastDeploymentNumber;
        return Stream.concat(Stream.ofNullable(said), deployments.stream().map(d -> d.number))
                .max(Comparator.naturalOrder());
    }

    /** An earlier deployment is the newest again; what had moved to later ones comes back before their tasks go. */
    private void goBack(ServiceDeployment deployment, String reason) {
        boolean staged = deployments.stream().anyMatch(d -> d.lifecycleStage != null);
        promote(deployment, reason);
        if (staged) {
            stage(deployment, Stage.CLEAN_UP);
            deployment.productionTrafficPercent = null;
        }
    }

    private void promote(ServiceDeployment deployment, String reason) {
        deployments.remove(deployment);
        deployments.forEach(d -> d.status = ACTIVE);
        deployments.addFirst(deployment);
        deployment.status = PRIMARY;
        deployment.alarmsIgnored = alarms.ignoredFromNowOn();
        deployment.alarmsWatchedUntil = null;
        state(deployment, IN_PROGRESS, reason);
    }

    /** Fails the newest deployment when its circuit breaker or an alarm says so, and goes back when that is asked for. */
    public DeploymentBook judge(List<TaskView> tasks) {
        Optional<ServiceDeployment> newest = primary().filter(d -> IN_PROGRESS.equals(d.rolloutState));
        DeploymentCircuitBreaker breaker = DeploymentWords.breaker(service.getSpec());
        if (newest.filter(d -> trips(breaker, d, tasks)).isPresent()) {
            fail("ECS deployment circuit breaker: ", "tasks failed to start.", Boolean.TRUE.equals(breaker.rollback));
        } else if (newest.filter(this::alarmed).isPresent()) {
            String why = "alarm detected: " + String.join(", ", alarms.ringing()) + ".";
            fail("ECS deployment failed: ", why, alarms.rollback());
        }
        return this;
    }

    private boolean trips(DeploymentCircuitBreaker breaker, ServiceDeployment deployment, List<TaskView> tasks) {
        if (breaker == null || !Boolean.TRUE.equals(breaker.enable)) {
            return false;
        }
        int desired = Sizes.of(service.getSpec()).desired();
        int failed =
                Failures.of(tasks, deployment.number, Failures.resets(breaker)).count();
        return desired > 0 && failed >= Failures.threshold(breaker, desired);
    }

    private boolean alarmed(ServiceDeployment deployment) {
        return isWatched(deployment) && !alarms.ringing().isEmpty();
    }

    private boolean isWatched(ServiceDeployment deployment) {
        return !alarms.watched().isEmpty() && !Boolean.TRUE.equals(deployment.alarmsIgnored);
    }

    /** Fails the newest deployment; with {@code rollback} the last completed one is the newest again. */
    public void fail(String who, String why, boolean rollback) {
        ServiceDeployment failed = deployments.getFirst();
        state(failed, FAILED, who + why);
        Optional<ServiceDeployment> target = rollback ? fallback() : Optional.empty();
        target.ifPresent(to -> {
            goBack(to, who + "rolling back to deploymentId " + to.id + ".");
            to.alarmsIgnored = alarms.watched().isEmpty() ? null : Boolean.TRUE; // they told of the one that failed
        });
    }

    /** Completes the newest deployment when all its tasks are healthy and no other task is there. */
    public DeploymentBook complete(List<TaskView> tasks) {
        primary()
                .filter(d -> IN_PROGRESS.equals(d.rolloutState))
                .filter(d -> Stage.of(d) == null || Stage.of(d) == Stage.CLEAN_UP)
                .filter(d -> settled(tasks, d.number))
                .filter(this::baked)
                .ifPresent(this::completed);
        return this;
    }

    /** Whether the alarms of a rolling deployment have been watched for long enough; the others have a stage for that. */
    private boolean baked(ServiceDeployment deployment) {
        if (Stage.of(deployment) != null || !isWatched(deployment)) {
            return true;
        }
        if (deployment.alarmsWatchedUntil == null) {
            Integer asked = service.getSpec().deploymentConfiguration.bakeTimeInMinutes;
            deployment.alarmsWatchedUntil = now.plus(Duration.ofMinutes(asked == null ? ALARMS_BAKE : asked))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        }
        return !Instant.parse(deployment.alarmsWatchedUntil).isAfter(now);
    }

    /** Until when the alarms of the newest deployment are watched, once that is all that it waits for. */
    public Optional<Instant> bakesUntil() {
        return primary()
                .filter(d -> IN_PROGRESS.equals(d.rolloutState) && d.alarmsWatchedUntil != null)
                .map(d -> Instant.parse(d.alarmsWatchedUntil))
                .filter(until -> until.isAfter(now));
    }

    private void completed(ServiceDeployment deployment) {
        state(deployment, COMPLETED, "ECS deployment " + deployment.id + " completed.");
        deployment.lifecycleStage = null;
        deployment.lifecycleStageSince = null;
        deployment.lifecycleHookDetails = null;
        deployment.productionTrafficPercent = null;
        deployment.alarmsIgnored = null;
        deployment.alarmsWatchedUntil = null;
    }

    private boolean settled(List<TaskView> tasks, long number) {
        int desired = Sizes.of(service.getSpec()).desired();
        return Steadiness.of(tasks, number, desired);
    }

    /** Forgets deployments that have no task any more, but for the one to go back to and the one that says why it failed. */
    public DeploymentBook tidy(Optional<Wanted> wanted, List<TaskView> tasks) {
        Optional<ServiceDeployment> keep = fallback();
        boolean done = primary().filter(d -> COMPLETED.equals(d.rolloutState)).isPresent();
        ServiceDeployment newest = primary().orElse(null);
        deployments.removeIf(d -> d != newest
                && tasks.stream().noneMatch(task -> task.deployment() == d.number && task.there())
                && (done || keep.filter(k -> k == d).isEmpty())
                && !(FAILED.equals(d.rolloutState)
                        && wanted.map(w -> w.content().equals(d.content)).orElse(true)));
        for (int oldest = deployments.size() - 1; deployments.size() > MOST; oldest--) {
            if (keep.filter(deployments.get(oldest)::equals).isEmpty()) {
                deployments.remove(oldest);
            }
        }
        deployments.stream().skip(1).forEach(d -> {
            boolean tasksLeft = tasks.stream().anyMatch(task -> task.deployment() == d.number && task.there());
            d.status = FAILED.equals(d.rolloutState) && !tasksLeft ? INACTIVE : ACTIVE;
        });
        return this;
    }

    private void state(ServiceDeployment deployment, String state, String reason) {
        deployment.rolloutState = state;
        deployment.rolloutStateReason = reason;
        deployment.updatedAt = time();
    }

    private String time() {
        return now.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
