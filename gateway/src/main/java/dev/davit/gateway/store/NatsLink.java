package dev.davit.gateway.store;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The connection to the server: made as soon as there are credentials, kept up, and made anew when it was refused. */
final class NatsLink {

    private static final Logger LOG = Logger.getLogger(NatsLink.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final NatsSettings settings;
    private final Supplier<NatsCredentials> credentials;
    private final QueueThread thread;
    private volatile Connection connection;
    private volatile String problem = "not connected yet";
    private Runnable whenUp = () -> {};
    private boolean closed;

    NatsLink(NatsSettings settings, Supplier<NatsCredentials> credentials, QueueThread thread) {
        this.settings = settings;
        this.credentials = credentials;
        this.thread = thread;
    }

    /** Connects, and calls back on the queue's thread now and after each loss. */
    void start(Runnable up) {
        whenUp = up;
        thread.run(this::connect);
    }

    /** The connection when it is up, else null. */
    Connection current() {
        Connection now = connection;
        return now != null && now.getStatus() == Connection.Status.CONNECTED ? now : null;
    }

    /** Why there is none. */
    String problem() {
        return problem;
    }

    private void connect() {
        if (closed) {
            return;
        }
        NatsCredentials now = credentials.get();
        if (now == null) {
            problem = "its credentials are not there yet";
            thread.after(TRY_AGAIN, this::connect);
            return;
        }
        try {
            connection = Nats.connect(options(now));
            LOG.infof("connected to the queue of asynchronous events at %s", settings.url());
            whenUp.run();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            said(settings.url() + " cannot be reached: " + e.getMessage());
            thread.after(TRY_AGAIN, this::connect);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Options options(NatsCredentials now) throws GeneralSecurityException {
        Options.Builder options = Options.builder()
                .servers(settings.url().split(","))
                .connectionName("davit-gateway")
                .connectionTimeout(Duration.ofSeconds(2))
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(250))
                .reconnectBufferSize(0)
                .pingInterval(Duration.ofSeconds(5))
                .connectionListener(this::changed)
                .errorListener(new Complaints());
        now.addTo(options);
        return options.build();
    }

    /** An attempt that fails says that it was closed, too; only what was a connection is made anew. */
    private void changed(Connection which, ConnectionListener.Events event) {
        if (which != connection) {
            return;
        }
        switch (event) {
            case RECONNECTED -> thread.run(whenUp);
            case DISCONNECTED -> said("the connection to " + settings.url() + " is lost");
            case CLOSED -> thread.after(TRY_AGAIN, this::connect);
            default -> {}
        }
    }

    private void said(String what) {
        if (!what.equals(problem)) {
            LOG.warnf("the queue of asynchronous events: %s", what);
        }
        problem = what;
    }

    /** Ends the connection. On the queue's thread. */
    void close() {
        closed = true;
        Connection now = connection;
        if (now != null) {
            try {
                now.flush(Duration.ofSeconds(1));
                now.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.TimeoutException | IllegalStateException e) {
                LOG.debug("the connection was gone already", e);
            }
        }
    }

    /** What the client has to say besides goes to its log level, not to standard error. */
    private final class Complaints implements ErrorListener {
        @Override
        public void errorOccurred(Connection which, String error) {
            if (which == connection) {
                said(error);
            }
        }

        @Override
        public void exceptionOccurred(Connection which, Exception e) {
            LOG.debug("the queue's client", e);
        }

        @Override
        public void slowConsumerDetected(Connection which, Consumer consumer) {
            LOG.warn("the queue's client drops events, which are handed out again");
        }
    }
}
