package dev.davit.gateway.async;

import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.kernel.Causes;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.observe.Observers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The front of asynchronous invocation: accepts events (A1, A3), and asks the queue for as many as can be worked on (A5). */
public final class AsyncInvocations implements InvocationQueue.Receiver {

    /** The largest event: 1 MiB. */
    public static final int LARGEST_EVENT = 1_048_576;

    private final Ports ports;
    private final AsyncSettings settings;
    private final Books books;
    private final Worker worker;
    private final Map<FunctionKey, Lane> lanes = new HashMap<>();
    private long heldBytes;
    private boolean stopping;

    /**
     * What it works with.
     *
     * @param queue where events are kept
     * @param destinations how others than functions are told
     * @param catalog what there is
     * @param submit who runs invocations
     * @param bytes what is in a payload
     * @param meter where events are counted
     * @param clock the time
     * @param owner the thread of all of it
     * @param region the region in ARNs
     * @param here whether a namespace is dispatched here: events of others are left to other replicas
     * @param observers who watches
     */
    public record Ports(
            InvocationQueue queue,
            Destinations destinations,
            Catalog catalog,
            Consumer<Invocation> submit,
            Function<Payload, byte[]> bytes,
            InvocationMeter meter,
            Clock clock,
            Executor owner,
            String region,
            Predicate<String> here,
            Observers observers) {}

    /** Works on nothing before {@link #start}. */
    public AsyncInvocations(Ports ports, AsyncSettings settings) {
        this.ports = ports;
        this.settings = settings;
        this.books = new Books(ports.meter());
        Rules rules = new Rules(settings);
        Courier courier = new Courier(
                ports,
                rules,
                (event, told) -> accept(event, refusal -> told.accept(refusal == null ? null : refusal.message())));
        this.worker = new Worker(ports, rules, books, courier);
    }

    /** Begins to work on what is in the queue. */
    public void start() {
        ports.queue().start(this);
    }

    /** Takes an event and tells, on the owner thread, null once it is durably written, else why not. */
    public void accept(Event event, Consumer<Refusal> told) {
        Event next = new Event(
                event.requestId(),
                event.function(),
                event.qualifier(),
                event.invokedArn(),
                Lineage.through(event.traceId(), worker.unqualifiedArn(event.function())),
                event.acceptedMillis(),
                event.payload());
        CompletionStage<InvocationQueue.Written> written = ports.queue().add(next);
        written.whenComplete((how, failure) -> ports.owner().execute(() -> {
            if (failure != null) {
                told.accept(Refusal.of(
                        ErrorCode.SERVICE,
                        Fault.NOT_STORED,
                        "The event was not accepted, because the queue for asynchronous invocations did not confirm that it"
                                + " is stored: " + reason(failure) + ". Try again."));
                return;
            }
            if (how == InvocationQueue.Written.DUPLICATE) {
                books.of(event.function()).duplicate();
            } else {
                books.of(event.function()).received();
            }
            told.accept(null);
            ask(lanes.computeIfAbsent(event.function(), Lane::new));
        }));
    }

    static String reason(Throwable failure) {
        Throwable cause = Causes.of(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void lane(FunctionKey function) {
        ports.owner().execute(() -> ask(lanes.computeIfAbsent(function, Lane::new)));
    }

    @Override
    public void ended(FunctionKey function) {
        ports.owner().execute(() -> {
            Lane lane = lanes.computeIfAbsent(function, Lane::new);
            lane.nothingAsked();
            ask(lane);
        });
    }

    /** Namespaces have come here: so have the events of their functions. */
    public void lookAgain() {
        ports.queue().lookAgain();
    }

    private boolean isHere(FunctionKey function) {
        return ports.here().test(function.namespace());
    }

    private void ask(Lane lane) {
        if (stopping || !ports.catalog().isSynced() || !isHere(lane.function)) {
            return;
        }
        FunctionEntry function = ports.catalog().function(lane.function);
        boolean spare = heldBytes < settings.heldBytes();
        int wanted = lane.wants(
                function == null ? null : function.reservedConcurrency(),
                spare,
                ports.clock().epochMillis());
        if (wanted > 0) {
            lane.asked(wanted);
            ports.queue().ask(lane.function, wanted);
        }
    }

    @Override
    public void received(Delivery delivery) {
        ports.owner().execute(() -> take(delivery));
    }

    private void take(Delivery delivery) {
        QueuedEvent queued = delivery.queued();
        Lane lane = lanes.computeIfAbsent(queued.event().function(), Lane::new);
        lane.took();
        int size = queued.size();
        if (!isHere(queued.event().function())) {
            lane.released();
            delivery.later(Duration.ZERO);
            return;
        }
        if (stopping || heldBytes + size > 2 * settings.heldBytes() && heldBytes > 0) {
            lane.released();
            delivery.later(settings.firstPause());
            return;
        }
        heldBytes += size;
        worker.work(delivery, lane.window, () -> {
            heldBytes -= size;
            lane.released();
            ask(lane);
        });
    }

    /** The clock went on: lanes whose pause is over, or that found no memory, ask again. */
    public void tick() {
        lanes.values().forEach(this::ask);
    }

    /** Takes nothing more from the queue. */
    public void stop() {
        stopping = true;
    }
}
