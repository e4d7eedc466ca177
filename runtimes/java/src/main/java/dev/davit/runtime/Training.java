package dev.davit.runtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an environment does in its life, once, when the image is made: a claim, some invocations, an end. What the JVM loads, links and
 * compiles meanwhile goes into the image's ahead-of-time cache. It is its own gateway, at the address that the environment is given.
 */
final class Training {
    private static final int INVOCATIONS = 20;
    private static final String SOURCE = """
            import com.amazonaws.services.lambda.runtime.Context;
            import com.amazonaws.services.lambda.runtime.RequestHandler;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;

            public class Handler implements RequestHandler<Map<String, Object>, Object> {
                record Greeting(String to, List<String> words) {}

                @Override
                public Object handleRequest(Map<String, Object> event, Context context) {
                    if (event.containsKey("fail")) {
                        throw new IllegalArgumentException("asked for");
                    }
                    Greeting greeting = new Greeting(String.valueOf(event.get("name")), List.of("hello", "davit"));
                    context.getLogger().log("hello from " + context.getFunctionName() + "\\n");
                    System.out.println(String.join(" ", greeting.words()));
                    Optional<String> name = greeting.words().stream().filter(word -> word.startsWith("h")).findFirst();
                    return Map.of("hello", greeting.to(), "word", name.orElse(""), "left", context.getRemainingTimeInMillis());
                }
            }
            """;

    private final AtomicInteger invocations = new AtomicInteger();

    private Training() {}

    /** Does not return: the last invocation ends the process. */
    public static void main(String[] arguments) throws Throwable {
        System.setProperty("user.dir", Files.createTempDirectory("training").toString());
        String address = System.getenv("AWS_LAMBDA_RUNTIME_API");
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        ServerSocket server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        Training training = new Training();
        Thread.ofPlatform().daemon().start(() -> training.accept(server));
        Standby.main(arguments);
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(socket));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                in.skipNBytes(length(head));
                socket.getOutputStream().write(answer(head).getBytes(StandardCharsets.UTF_8));
                if (head.contains("HTTP/1.0")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client keeps a connection until its own end: nothing is lost with it.
            return;
        }
    }

    private String answer(String head) {
        if (head.contains("/environment/next ")) {
            return http(200, "", claim());
        }
        if (head.contains("/invocation/next ")) {
            int count = invocations.incrementAndGet();
            if (count > INVOCATIONS) {
                System.exit(0);
            }
            String headers = "Lambda-Runtime-Aws-Request-Id: training-" + count + "\r\nLambda-Runtime-Deadline-Ms: "
                    + (System.currentTimeMillis() + 3000) + "\r\nLambda-Runtime-Trace-Id: Root=1"
                    + (count % 5 == 0 ? ";" + RuntimeClient.TAIL_WISH : "") + "\r\n"
                    + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:000000000000:function:training\r\n";
            return http(200, headers, count % 5 == 1 ? "{\"fail\":true}" : "{\"name\":\"world\",\"count\":1}");
        }
        return http(202, "", "{\"status\":\"OK\"}");
    }

    private static String claim() {
        String text = SOURCE.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"handler\":\"Handler\",\"environment\":{\"AWS_LAMBDA_FUNCTION_NAME\":\"training\",\"AWS_LAMBDA_FUNCTION_VERSION\":\"1\","
                + "\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE\":\"128\",\"AWS_LAMBDA_LOG_GROUP_NAME\":\"g\",\"AWS_LAMBDA_LOG_STREAM_NAME\":\"s\"},"
                + "\"code\":{\"inline\":{\"Handler.java\":\"" + text + "\"}}}";
    }

    private static String http(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " OK\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static long length(String head) {
        for (String line : head.split("\r\n")) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                return Long.parseLong(line.substring(15).strip());
            }
        }
        return 0;
    }
}
