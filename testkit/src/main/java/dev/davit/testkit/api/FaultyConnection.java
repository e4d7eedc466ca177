package dev.davit.testkit.api;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** One connection of the program behind a {@link FaultyApi}, and its counterpart at the API server. */
final class FaultyConnection implements Runnable {

    private final FaultyApi api;
    private final Socket client;
    private Socket server;
    private InputStream fromClient;
    private OutputStream toClient;
    private InputStream fromServer;
    private OutputStream toServer;

    FaultyConnection(FaultyApi api, Socket client) {
        this.api = api;
        this.client = client;
    }

    @Override
    public void run() {
        try {
            api.opened(client);
            fromClient = new BufferedInputStream(client.getInputStream());
            toClient = new BufferedOutputStream(client.getOutputStream());
            server = api.toServer();
            fromServer = new BufferedInputStream(server.getInputStream());
            toServer = new BufferedOutputStream(server.getOutputStream());
            for (HttpMessage request = HttpMessage.read(fromClient);
                    request != null && exchange(request);
                    request = HttpMessage.read(fromClient)) {
                continue;
            }
        } catch (IOException gone) {
            // One of the two sides has gone, or the program was cut off.
        } finally {
            api.ended(client);
            if (server != null) {
                api.ended(server);
            }
        }
    }

    private boolean exchange(HttpMessage request) throws IOException {
        if (request.isWatch()) {
            return watch(request);
        }
        api.activity(1);
        try {
            if (!request.isWrite()) {
                return answer(ask(request));
            }
            // One write at a time, and none once the last one is done.
            synchronized (api) {
                HttpMessage response = ask(request);
                if (response.status() < 300 && !api.done(request)) {
                    return false;
                }
                return answer(response);
            }
        } finally {
            api.activity(-1);
        }
    }

    private HttpMessage ask(HttpMessage request) throws IOException {
        if (api.isCut()) {
            throw new IOException("cut off");
        }
        api.asked(request);
        request.write(toServer);
        request.body(fromClient, toServer);
        toServer.flush();
        HttpMessage response = HttpMessage.read(fromServer);
        if (response == null) {
            throw new IOException("the API server closed the connection");
        }
        return response;
    }

    private boolean answer(HttpMessage response) throws IOException {
        response.write(toClient);
        boolean more = response.answer(fromServer, toClient);
        toClient.flush();
        return more;
    }

    /** A WebSocket or an endless answer: what comes is passed on as bytes until either side ends. */
    private boolean watch(HttpMessage request) throws IOException {
        Duration late = api.lateness(request);
        HttpMessage response = ask(request);
        if (response.status() != 101 && response.status() != 200) {
            return answer(response);
        }
        response.write(toClient);
        toClient.flush();
        Thread.ofVirtual().start(() -> {
            try {
                new LateStream(Duration.ZERO, change -> {}).copy(fromClient, toServer);
            } catch (IOException gone) {
                // The other direction ends the connection.
            }
            api.ended(server);
        });
        new LateStream(late, api::activity).copy(fromServer, toClient);
        return false;
    }
}
