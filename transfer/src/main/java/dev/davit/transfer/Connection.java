package dev.davit.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection for one request, made to an address and never to a name, so that what was checked is what is used. With TLS
 * the certificate must be the host's.
 */
final class Connection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    private Connection(Socket socket, Deadline deadline) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(deadline.watch(socket), 64 * 1024);
    }

    /** To the first of the addresses that takes a connection. */
    static Connection to(Target target, InetAddress[] addresses, Means means) throws IOException {
        ConnectException refused = null;
        for (InetAddress address : addresses) {
            try {
                return to(target, address, means);
            } catch (ConnectException e) {
                refused = e;
            }
        }
        throw refused == null ? new ConnectException("it has no address") : refused;
    }

    private static Connection to(Target target, InetAddress address, Means means) throws IOException {
        // Without a proxy: one that the JVM were told of would resolve the name again.
        Socket plain = new Socket(Proxy.NO_PROXY);
        try {
            plain.connect(
                    new InetSocketAddress(address, target.port()),
                    means.deadline().rest(means.limits().connect()));
            plain.setSoTimeout(means.deadline().rest(means.limits().read()));
            return new Connection(target.tls() ? secured(plain, target, means.tls()) : plain, means.deadline());
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** What every connection of a fetch is made with. */
    record Means(Limits limits, Deadline deadline, SSLSocketFactory tls) {}

    private static Socket secured(Socket plain, Target target, SSLSocketFactory tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Asks for the target and reads the head of the answer. */
    Head get(Target target, Map<String, String> headers) throws IOException {
        StringBuilder request = new StringBuilder(256)
                .append("GET ")
                .append(target.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\nUser-Agent: davit\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return Head.read(in);
    }

    InputStream body(Head head) throws IOException {
        return new Body(in, head);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
