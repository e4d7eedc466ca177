package dev.davit.testkit.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One program's way to an API server, with faults. It counts the writes that the API server has done, and cuts the program off for good as
 * soon as a chosen one is done: the program does not get that answer and reaches nothing any more, as if it had been killed there. Watches of a
 * chosen kind come late. Writes go one after the other, so that it is exact which is the last.
 */
public final class FaultyApi implements AutoCloseable {

    private final ApiServer server;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Set<String> kinds = ConcurrentHashMap.newKeySet();
    private final Map<String, Duration> late = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile int lastWrite = Integer.MAX_VALUE;
    private volatile boolean cut;
    private volatile long lastActivity = System.nanoTime();

    private FaultyApi(ApiServer server) {
        this.server = server;
        try {
            listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** A way without faults. */
    public static FaultyApi before(ApiServer server) {
        return new FaultyApi(server);
    }

    /** Cuts the program off when that many of its writes are done, one at least. */
    public FaultyApi cutAfter(int count) {
        lastWrite = count;
        return this;
    }

    /** Lets watches of a kind, named as in paths ({@code pods}), come that late. Watches that are there already stay as they are. */
    public FaultyApi delay(String plural, Duration by) {
        late.put(plural, by);
        return this;
    }

    /** How the program connects, as the administrator. */
    public Config config() {
        return new ConfigBuilder(server.client().getConfiguration())
                .withMasterUrl("http://127.0.0.1:" + listening.getLocalPort())
                .withHttp2Disable(true)
                .build();
    }

    /** The writes that were done, as method and path, in their order. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    /** The kinds that were read or written, named as in paths. */
    public Set<String> kinds() {
        return Set.copyOf(kinds);
    }

    /** Whether the program has been cut off. */
    public boolean isCut() {
        return cut;
    }

    /** Whether nothing was asked, answered or told by a watch for so long, and nothing of that is under way. */
    public boolean isQuiet(Duration since) {
        return underWay.get() == 0 && System.nanoTime() - lastActivity > since.toNanos();
    }

    private void accept() {
        try {
            while (!cut) {
                Socket client = listening.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(new FaultyConnection(this, client));
            }
        } catch (IOException closed) {
            // Nobody is let in any more.
        }
    }

    /** A connection's socket; it ends with this way. */
    void opened(Socket socket) throws IOException {
        open.add(socket);
        if (cut) {
            close();
            throw new IOException("cut off");
        }
    }

    void ended(Socket socket) {
        open.remove(socket);
        end(socket);
    }

    Socket toServer() throws IOException {
        Socket socket = server.connect();
        opened(socket);
        return socket;
    }

    /** Something is under way (1), or no longer (-1). */
    void activity(int change) {
        underWay.addAndGet(change);
        lastActivity = System.nanoTime();
    }

    /** A request is passed on. */
    void asked(HttpMessage request) {
        kinds.add(request.plural());
    }

    /** How late a watch comes. */
    Duration lateness(HttpMessage request) {
        return late.getOrDefault(request.plural(), Duration.ZERO);
    }

    /** The API server has done a write; says whether its answer may be given. Called by one connection at a time. */
    boolean done(HttpMessage request) {
        writes.add(request.method() + " " + request.path());
        if (writes.size() >= lastWrite) {
            close();
        }
        return !cut;
    }

    @Override
    public void close() {
        cut = true;
        end(listening);
        open.forEach(FaultyApi::end);
    }

    private static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // That is what is wanted.
        }
    }
}
