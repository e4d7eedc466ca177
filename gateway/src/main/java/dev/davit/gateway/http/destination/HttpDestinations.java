package dev.davit.gateway.http.destination;

import dev.davit.gateway.async.Destinations;
import dev.davit.gateway.async.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Posts records and dead letters; follows no redirect, and any 2xx is a receipt. */
public final class HttpDestinations implements Destinations {

    private static final long PATIENCE_SECONDS = 30;

    private final AddressCheck check;

    /** Reaches what the check lets it. */
    public HttpDestinations(AddressCheck check) {
        this.check = check;
    }

    @Override
    public CompletionStage<Sent> send(Target target, Message message) {
        if (!(target instanceof Target.Http http)) {
            return CompletableFuture.completedFuture(new Sent.Failed("only HTTP endpoints can be reached here", true));
        }
        CompletableFuture<Sent> result = new CompletableFuture<>();
        AtomicReference<Socket> socket = new AtomicReference<>();
        Thread.ofVirtual().start(() -> result.complete(post(http.uri(), message, socket)));
        return result.completeOnTimeout(
                        new Sent.Failed("no answer within " + PATIENCE_SECONDS + " s", false),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS)
                .whenComplete((sent, failure) -> close(socket.get()));
    }

    private Sent post(URI uri, Message message, AtomicReference<Socket> socket) {
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            for (InetAddress address : addresses) {
                String problem = check.problem(host, address);
                if (problem != null) {
                    return new Sent.Failed(problem, true);
                }
            }
            Map<String, String> headers = new LinkedHashMap<>(message.attributes());
            headers.put("X-Davit-Message-Id", message.id());
            return judged(new HttpPost(uri, addresses[0], socket::set).send(headers, message.body()));
        } catch (UnknownHostException e) {
            return new Sent.Failed("there is no host " + host, false);
        } catch (IOException | RuntimeException e) {
            return new Sent.Failed(uri + ": " + e.getMessage(), false);
        }
    }

    private static Sent judged(int status) {
        if (status < 300) {
            return new Sent.Delivered();
        }
        boolean passing = status >= 500 || status == 429 || status == 408;
        return new Sent.Failed(
                "the endpoint answered " + status + (status < 400 ? ", and redirects are not followed" : ""), !passing);
    }

    private static void close(Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                return;
            }
        }
    }
}
