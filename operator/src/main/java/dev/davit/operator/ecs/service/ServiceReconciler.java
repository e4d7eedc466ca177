package dev.davit.operator.ecs.service;

import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ecs.service.plan.Plan.Stop;
import dev.davit.operator.ecs.service.plan.StopReason;
import dev.davit.operator.fargate.CapacityProviders;
import dev.davit.operator.kernel.ApiErrors;
import dev.davit.operator.kernel.Backoff;
import dev.davit.operator.kernel.EventWriter;
import dev.davit.operator.kernel.Lean;
import dev.davit.operator.kernel.LeanStore;
import dev.davit.operator.kernel.Pass;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps the tasks of a service, and takes it from one revision to the next. */
@GradualRetry(maxAttempts = Backoff.FOREVER, intervalMultiplier = Backoff.MULTIPLIER, maxInterval = Backoff.LONGEST)
@ControllerConfiguration(
        name = "service",
        generationAwareEventProcessing = false,
        informer =
                @Informer(
                        itemStore = LeanStore.class,
                        informerListLimit = Lean.PAGE,
                        onUpdateFilter = SpecOrAnnotations.class))
public class ServiceReconciler implements Reconciler<Service> {

    /** Somebody wrote the object in between: the cache has that in a moment. */
    private static final Duration CAUGHT_UP = Duration.ofMillis(500);

    /** Nothing announces that the API server takes a Task after it refused one. */
    private static final Duration REFUSED = Duration.ofSeconds(30);

    /** How many names that are somebody else's are passed over at once. */
    private static final int MOST_TAKEN = 20;

    private final OperatorConfig config;
    private final EventWriter events;
    private final Clock clock;
    private final ServiceRecord record;
    private final CapacityProviders providers;

    /** A reconciler with its collaborators. */
    public ServiceReconciler(OperatorConfig config, EventWriter events, Clock clock) {
        this.config = config;
        this.events = events;
        this.clock = clock;
        this.record = new ServiceRecord(events, clock);
        this.providers = CapacityProviders.parse(config.capacityProviders());
    }

    @Override
    public List<EventSource<?, Service>> prepareEventSources(EventSourceContext<Service> context) {
        return ServiceSources.of(context, events);
    }

    @Override
    public UpdateControl<Service> reconcile(Service service, Context<Service> context) {
        return Pass.over(service, () -> pass(service, context));
    }

    private Optional<Duration> pass(Service service, Context<Service> context) {
        ServiceClient client = new ServiceClient(context, service);
        ServiceInputs inputs = client.gather(providers, config.region(), clock.instant());
        ServiceDecision decision = ServiceDecision.of(inputs);
        ServiceStatus status = ServiceReport.of(inputs, decision);
        Optional<Duration> later;
        try {
            later = record.write(context, service, status);
        } catch (KubernetesClientException e) {
            if (!ApiErrors.conflict(e)) {
                throw e;
            }
            return Optional.of(CAUGHT_UP);
        }
        Map<String, Task> tasks = inputs.tasks().stream()
                .collect(Collectors.toMap(task -> task.getMetadata().getName(), Function.identity()));
        discover(service, client);
        protect(inputs, decision, client);
        Optional<Duration> missed = stop(inputs, decision, tasks, client);
        Optional<Duration> refused = start(inputs, decision, client);
        decision.retention().remove().forEach(task -> client.remove(tasks.get(task.name())));
        Optional<Duration> again = decision.again().map(at -> until(at, inputs.now()));
        return Pass.sooner(Pass.sooner(later, missed), Pass.sooner(refused, again));
    }

    private void discover(Service service, ServiceClient client) {
        if (!client.made(io.fabric8.kubernetes.api.model.Service.class, DiscoveryService.of(service))) {
            events.write(
                    service,
                    ServiceEvents.nameTaken(
                            ServiceNames.of(service), service.getMetadata().getName()));
        }
    }

    /** Before anything is stopped or started: an eviction has to leave what the plan counts on. */
    private void protect(ServiceInputs inputs, ServiceDecision decision, ServiceClient client) {
        try {
            if (!client.made(PodDisruptionBudget.class, DisruptionBudget.of(inputs, decision))) {
                events.write(
                        inputs.service(),
                        ServiceEvents.budgetTaken(inputs.name(), ServiceNames.budget(inputs.service())));
            }
        } catch (KubernetesClientException e) {
            if (!ApiErrors.refused(e)) {
                throw e;
            }
            events.write(inputs.service(), ServiceEvents.unprotected(inputs.name(), ApiErrors.message(e)));
        }
    }

    /** Stops what the plan stops, as far as it is still what the plan saw: returns when to look again at the rest. */
    private Optional<Duration> stop(
            ServiceInputs inputs, ServiceDecision decision, Map<String, Task> tasks, ServiceClient client) {
        List<Stop> stops = decision.plan().stops();
        List<String> stopped = new ArrayList<>();
        for (Stop stop : stops) {
            String name = stop.task().name();
            String why = stop.reason().text(tasks.get(name));
            if (!client.stop(tasks.get(name), why)) {
                continue;
            }
            stopped.add(name);
            if (stop.reason() == StopReason.HEALTH) {
                events.write(inputs.service(), ServiceEvents.unhealthy(inputs.name(), name, why));
            }
        }
        if (!stopped.isEmpty()) {
            events.write(inputs.service(), ServiceEvents.stopped(inputs.name(), stopped));
        }
        return stopped.size() == stops.size() ? Optional.empty() : Optional.of(CAUGHT_UP);
    }

    /** Starts what is missing; the first refusal ends it: returns when to try again. */
    private Optional<Duration> start(ServiceInputs inputs, ServiceDecision decision, ServiceClient client) {
        List<String> started = new ArrayList<>();
        Optional<Duration> refused = Optional.empty();
        try {
            int taken = 0;
            for (Task task : ServiceTask.next(inputs, decision)) {
                ServiceTask.skip(inputs.service(), task, taken);
                Optional<Task> made = client.start(task);
                while (made.isEmpty() && taken < MOST_TAKEN) {
                    taken++;
                    ServiceTask.skip(inputs.service(), task, 1);
                    made = client.start(task);
                }
                if (made.isEmpty()) {
                    events.write(inputs.service(), ServiceEvents.namesTaken(inputs.name(), task));
                    refused = Optional.of(REFUSED);
                    break;
                }
                started.add(made.get().getMetadata().getName());
            }
        } catch (KubernetesClientException e) {
            if (!ApiErrors.refused(e)) {
                throw e;
            }
            events.write(inputs.service(), ServiceEvents.unplaced(inputs.name(), ApiErrors.message(e)));
            refused = Optional.of(REFUSED);
        }
        if (!started.isEmpty()) {
            events.write(inputs.service(), ServiceEvents.started(inputs.name(), started));
        }
        return refused;
    }

    private static Duration until(Instant at, Instant now) {
        return at.isAfter(now) ? Duration.between(now, at) : Duration.ofMillis(1);
    }
}
