package dev.davit.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.api.common.Accounts;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.OrderedConsumerConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The records that an account's functions have sent to a subject, read from the chart's own NATS server as its owner would. */
final class EventRecords {

    static final String POD = "davit-nats-0";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private EventRecords() {}

    /** What each request came to, in order: {@code Success}, {@code RetriesExhausted} or {@code EventAgeExceeded}. */
    static Map<String, List<String>> byRequest(Account account, String subject) throws Exception {
        Map<String, List<String>> conditions = new TreeMap<>();
        for (JsonNode record : read(account, subject)) {
            JsonNode context = record.path("requestContext");
            conditions
                    .computeIfAbsent(context.path("requestId").asText(), id -> new ArrayList<>())
                    .add(context.path("condition").asText());
        }
        return conditions;
    }

    private static List<JsonNode> read(Account account, String subject) throws Exception {
        var pod = account.client().pods().inNamespace(Davit.NAMESPACE).withName(POD);
        var secret = account.client()
                .secrets()
                .inNamespace(Davit.NAMESPACE)
                .withName("davit-nats-key")
                .get();
        char[] token = new String(Base64.getDecoder().decode(secret.getData().get("token"))).toCharArray();
        String own = "davit.destination." + Accounts.of(account.namespace()) + "." + subject;
        try (var forward = pod.portForward(4222)) {
            Connection connection = Nats.connect(Options.builder()
                    .server("nats://127.0.0.1:" + forward.getLocalPort())
                    .token(token)
                    .build());
            try {
                return read(connection, own);
            } finally {
                connection.close();
            }
        }
    }

    private static List<JsonNode> read(Connection connection, String subject) throws Exception {
        var consumer = connection
                .getStreamContext("DAVIT_DESTINATIONS")
                .createOrderedConsumer(new OrderedConsumerConfiguration().filterSubject(subject));
        List<JsonNode> records = new ArrayList<>();
        for (Message next = consumer.next(SILENCE);
                next != null;
                next = next.metaData().pendingCount() == 0 ? null : consumer.next(SILENCE)) {
            records.add(JSON.readTree(next.getData()));
        }
        return records;
    }
}
