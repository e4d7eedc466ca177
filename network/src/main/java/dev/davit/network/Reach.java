package dev.davit.network;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;

/** The command that answers whether A reaches B, and which rule says so; reads the cluster of the user's kubeconfig. */
public final class Reach {
    private static final String USAGE = """
            usage: make reach FROM=namespace/pod TO=namespace/pod:port [PROTOCOL=tcp|udp|sctp]
            FROM and TO may also be addresses: FROM=192.0.2.7, TO=192.0.2.7:443, TO=[2001:db8::1]:443
            exit code: 0 it does, 1 it does not, 2 the question or the cluster is not understood
            """;

    private static final int NO = 1;
    private static final int TROUBLE = 2;

    private Reach() {}

    /** What is asked. */
    record Question(String from, String to, int port, Rule.Protocol protocol) {
        /** Reads the arguments; an IllegalArgumentException says what is wrong. */
        static Question of(List<String> arguments) {
            if (arguments.size() < 2 || arguments.size() > 3) {
                throw new IllegalArgumentException("give FROM and TO");
            }
            String to = arguments.get(1);
            int colon = to.lastIndexOf(':');
            if (colon < 1 || !to.substring(colon + 1).matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException("TO needs a port: " + to);
            }
            int port = Integer.parseInt(to.substring(colon + 1));
            if (port < 1 || port > Rule.Ports.LAST) {
                throw new IllegalArgumentException("a port is between 1 and 65535, not " + port);
            }
            String host = to.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
            String protocol = arguments.size() < 3 || arguments.get(2).isEmpty() ? "tcp" : arguments.get(2);
            if (!List.of("tcp", "udp", "sctp").contains(protocol.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("PROTOCOL is tcp, udp or sctp, not " + protocol);
            }
            return new Question(arguments.get(0), host, port, Rule.Protocol.valueOf(protocol.toUpperCase(Locale.ROOT)));
        }
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        LogManager.getLogManager().reset(); // what the client logs is not the answer
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            System.exit(run(List.of(arguments), client, System.out, System.err));
        }
    }

    static int run(List<String> arguments, KubernetesClient client, PrintStream out, PrintStream err) {
        Question question;
        try {
            question = Question.of(arguments);
        } catch (IllegalArgumentException e) {
            err.println("reach: " + e.getMessage() + "\n" + USAGE);
            return TROUBLE;
        }
        try {
            return answer(question, new ClusterReading(client), out);
        } catch (IllegalArgumentException e) {
            err.println("reach: " + e.getMessage());
        } catch (KubernetesClientException e) {
            err.println("reach: the cluster cannot be read: " + e.getMessage());
        }
        return TROUBLE;
    }

    private static int answer(Question question, ClusterReading cluster, PrintStream out) {
        Endpoint from = cluster.endpoint(question.from());
        Endpoint to = cluster.endpoint(question.to());
        Reachability.Answer answer = new Reachability(cluster.policies(from, to), cluster.networks(from, to))
                .ask(from, to, question.protocol(), question.port());
        out.printf(
                "%s -> %s %s %d: %s%n",
                question.from(),
                question.to(),
                question.protocol().name().toLowerCase(Locale.ROOT),
                question.port(),
                answer.reaches() ? "yes" : "no");
        out.printf(
                "  out: %s, %s%n",
                answer.out().allowed() ? "yes" : "no", answer.out().why());
        out.printf(
                "  in:  %s, %s%n",
                answer.in().allowed() ? "yes" : "no", answer.in().why());
        cluster.doubt(from, to).ifPresent(doubt -> out.println("  but: " + doubt));
        return answer.reaches() ? 0 : NO;
    }
}
