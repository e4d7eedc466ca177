package dev.davit.gateway.testbed;

import dev.davit.gateway.async.Delivery;
import dev.davit.gateway.async.Event;
import dev.davit.gateway.async.InvocationQueue;
import dev.davit.gateway.async.Progress;
import dev.davit.gateway.async.QueuedEvent;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.kernel.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A durable queue that is a map: it hands out again what was not settled, and can be out of order. */
public final class FakeQueue implements InvocationQueue {

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<FunctionKey, Integer> asked = new HashMap<>();
    private Receiver receiver;
    private String broken;
    private int largest = 8 << 20;
    private int handedOut;

    private static final class Entry {
        private QueuedEvent queued;
        private int count;
        private long dueMillis;
        private boolean out;
        private int version;
    }

    public FakeQueue(Clock clock) {
        this.clock = clock;
    }

    /** Refuses every write from now on, for that reason; null for no more. */
    public synchronized void broken(String why) {
        broken = why;
    }

    public synchronized void largest(int bytes) {
        largest = bytes;
    }

    public synchronized List<QueuedEvent> content() {
        return entries.values().stream().map(entry -> entry.queued).toList();
    }

    public synchronized int handedOut() {
        return handedOut;
    }

    public synchronized int asked(FunctionKey function) {
        return asked.getOrDefault(function, 0);
    }

    /** As after a crash of whoever had them: all that is not settled is handed out again. */
    public void redeliver() {
        synchronized (this) {
            entries.values().forEach(entry -> entry.out = false);
        }
        advance();
    }

    @Override
    public void lookAgain() {
        List<FunctionKey> functions;
        synchronized (this) {
            functions = entries.values().stream()
                    .map(entry -> entry.queued.event().function())
                    .distinct()
                    .toList();
        }
        functions.forEach(receiver::lane);
    }

    @Override
    public CompletionStage<Written> add(Event event) {
        synchronized (this) {
            if (broken != null) {
                return CompletableFuture.failedFuture(new IllegalStateException(broken));
            }
            if (entries.containsKey(event.requestId())) {
                return CompletableFuture.completedFuture(Written.DUPLICATE);
            }
            Entry entry = new Entry();
            entry.queued = QueuedEvent.of(event);
            entries.put(event.requestId(), entry);
        }
        advance();
        return CompletableFuture.completedFuture(Written.NEW);
    }

    @Override
    public synchronized void start(Receiver to) {
        receiver = to;
    }

    @Override
    public void ask(FunctionKey function, int most) {
        synchronized (this) {
            asked.put(function, most);
        }
        advance();
    }

    /** Hands out what is due. */
    public void advance() {
        List<Delivery> due = new ArrayList<>();
        synchronized (this) {
            for (Entry entry : entries.values()) {
                FunctionKey function = entry.queued.event().function();
                if (!entry.out && entry.dueMillis <= clock.epochMillis() && asked.getOrDefault(function, 0) > 0) {
                    asked.merge(function, -1, Integer::sum);
                    entry.out = true;
                    entry.count++;
                    handedOut++;
                    due.add(new Handed(entry));
                }
            }
        }
        due.forEach(receiver::received);
    }

    @Override
    public synchronized int largest() {
        return largest;
    }

    @Override
    public void close() {}

    private final class Handed implements Delivery {
        private final Entry entry;
        private final QueuedEvent queued;
        private final int count;
        private final int version;
        private Handed next;

        Handed(Entry entry) {
            this.entry = entry;
            this.queued = entry.queued;
            this.count = entry.count;
            this.version = entry.version;
        }

        @Override
        public QueuedEvent queued() {
            return queued;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public CompletionStage<Settlement> done() {
            synchronized (FakeQueue.this) {
                entries.remove(queued.event().requestId());
                return CompletableFuture.completedFuture(Settlement.SETTLED);
            }
        }

        @Override
        public CompletionStage<Settlement> replace(Progress progress) {
            synchronized (FakeQueue.this) {
                if (entry.version != version) {
                    return CompletableFuture.completedFuture(Settlement.STALE);
                }
                entry.version++;
                entry.queued = new QueuedEvent(queued.event(), progress);
                entry.count = 0;
                entry.out = false;
                next = new Handed(entry);
                entries.remove(queued.event().requestId()); // its next state is behind all that wait
                entries.put(queued.event().requestId(), entry);
            }
            advance();
            return CompletableFuture.completedFuture(Settlement.SETTLED);
        }

        @Override
        public Delivery next() {
            return next;
        }

        @Override
        public void ignore() {}

        @Override
        public void later(Duration pause) {
            synchronized (FakeQueue.this) {
                entry.out = false;
                entry.dueMillis = clock.epochMillis() + pause.toMillis();
            }
        }
    }
}
