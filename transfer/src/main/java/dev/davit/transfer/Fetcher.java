package dev.davit.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches archives from addresses that strangers name, without being led astray: a name is resolved once, every address it has
 * must be one to go to, and the connection is made to that very address; the same again for each of at most three redirects.
 */
public final class Fetcher {

    private static final int REDIRECTS = 3;
    private static final int BUFFER = 64 * 1024;

    private final Destinations destinations;
    private final Resolver resolver;
    private final Limits limits;
    private final SSLSocketFactory tls;

    /** Fetches as told, with the JDK's certificates. */
    public Fetcher(Destinations destinations, Limits limits) {
        this(destinations, Resolver.system(), limits, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    Fetcher(Destinations destinations, Resolver resolver, Limits limits, SSLSocketFactory tls) {
        this.destinations = destinations;
        this.resolver = resolver;
        this.limits = limits;
        this.tls = tls;
    }

    /**
     * Streams the archive to a new file in the folder. Blocks; safe to call from many threads. Nothing is left behind when it
     * fails.
     */
    public Fetched fetch(Source source, Path folder) throws TransferException {
        Connection.Means means = new Connection.Means(limits, new Deadline(limits), tls);
        Target target = Target.of(source.url());
        Map<String, String> headers = source.headers().apply(Map.of());
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            InetAddress[] addresses = addresses(target, source.trusted() && hop == 0);
            try (Connection connection = Connection.to(target, addresses, means)) {
                Head head = connection.get(target, hop == 0 ? headers : Map.of());
                if (!head.redirects()) {
                    check(target, head);
                    return receive(target, connection.body(head), source, folder);
                }
                target = target.follow(head.header("location"));
            } catch (SSLException e) {
                throw new TransferException(
                        Problem.UNREACHABLE,
                        "The server of " + target.text() + " could not prove who it is: " + e.getMessage()
                                + ". Its certificate must be valid for " + target.host() + ".");
            } catch (IOException e) {
                throw unreachable(target, e);
            }
        }
        throw new TransferException(
                Problem.NOT_SERVED,
                "The address of the archive redirects more than " + REDIRECTS
                        + " times: give the address where the archive is.");
    }

    /** The addresses to connect to: all that the name has, when all are ones to go to. */
    private InetAddress[] addresses(Target target, boolean trusted) throws TransferException {
        Optional<String> name = trusted ? Optional.empty() : destinations.refusedName(target);
        if (name.isPresent()) {
            throw Target.refused(target.text(), name.get());
        }
        InetAddress[] addresses = resolve(target);
        for (InetAddress address : addresses) {
            Optional<String> why = trusted ? Optional.empty() : destinations.refusedAddress(target, address);
            if (why.isPresent()) {
                throw Target.refused(target.text(), why.get());
            }
        }
        return addresses;
    }

    private InetAddress[] resolve(Target target) throws TransferException {
        // A dot at the end keeps the resolver from trying the cluster's search domains.
        boolean asWritten = target.isLiteral()
                || destinations.trusts(target.host())
                || target.host().endsWith(".");
        try {
            return resolver.resolve(asWritten || target.host().indexOf('.') < 0 ? target.host() : target.host() + ".");
        } catch (UnknownHostException e) {
            throw new TransferException(
                    Problem.UNREACHABLE,
                    "There is no server called " + target.host() + " (" + target.text()
                            + "): check the name; Davit asks the cluster's DNS.");
        }
    }

    private void check(Target target, Head head) throws IOException, TransferException {
        if (head.status() != 200) {
            throw new TransferException(
                    Problem.NOT_SERVED,
                    target.text() + " answered with status " + head.status()
                            + " instead of the archive: check the address, and that it can be read without signing in.");
        }
        String coding = head.header("content-encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new TransferException(
                    Problem.NOT_SERVED,
                    target.text() + " was sent compressed, which was not asked for: serve the file as it is.");
        }
        if (head.length() > limits.bytes()) {
            throw tooLarge(target.text(), head.length(), limits.bytes());
        }
    }

    private Fetched receive(Target target, InputStream body, Source source, Path folder)
            throws IOException, TransferException {
        Path file = Files.createTempFile(folder, "fetch-", ".zip");
        try {
            MessageDigest digest = Hashes.sha256();
            long size = copy(target, body, file, digest);
            String sha256 = HexFormat.of().formatHex(digest.digest());
            if (source.sha256() != null && !source.sha256().equals(sha256)) {
                throw Hashes.mismatch(target.text(), source.sha256(), sha256);
            }
            return new Fetched(file, sha256, size);
        } catch (IOException | TransferException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private long copy(Target target, InputStream body, Path file, MessageDigest digest)
            throws IOException, TransferException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer, 0, BUFFER); read >= 0; read = body.read(buffer, 0, BUFFER)) {
                size += read;
                if (size > limits.bytes()) {
                    throw tooLarge(target.text(), -1, limits.bytes());
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return size;
    }

    static TransferException tooLarge(String what, long size, long most) {
        String has = size < 0 ? "is larger than that" : "has %,d".formatted(size);
        return new TransferException(
                Problem.TOO_LARGE,
                "A zip archive may have %,d bytes, and %s %s: leave out what the function does not need, or build an image (code.imageURI)."
                        .formatted(most, what, has));
    }

    private static TransferException unreachable(Target target, IOException cause) {
        String why = cause instanceof SocketTimeoutException
                ? "it took too long"
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new TransferException(
                Problem.UNREACHABLE, target.text() + " cannot be fetched: " + why + ". Davit tries again.");
    }
}
