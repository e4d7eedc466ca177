package dev.davit.operator.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvisionedBooksTest {
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final ProvisionedBooks books = new ProvisionedBooks(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private static Condition condition(String type, String status, String reason) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage("")
                .withObservedGeneration(1L)
                .build();
    }

    private static ProvisionedBooks.Told told(String status, int available, String published) {
        ProvisionedConcurrencyStatus provisioned = new ProvisionedConcurrencyStatus();
        provisioned.requestedProvisionedConcurrentExecutions = 2;
        provisioned.allocatedProvisionedConcurrentExecutions = 2;
        provisioned.availableProvisionedConcurrentExecutions = available;
        provisioned.status = status;
        return new ProvisionedBooks.Told(
                provisioned,
                List.of(condition("Published", "True", published), condition("Provisioned", "Unknown", status)));
    }

    @Test
    void tellsCountsTogetherAWhileLater() {
        var none = told("IN_PROGRESS", 0, "Published");
        var one = told("IN_PROGRESS", 1, "Published");
        assertThat(books.wait("v", none, one)).contains(Duration.ofSeconds(5));
        now = now.plusSeconds(3);
        assertThat(books.wait("v", none, one)).contains(Duration.ofSeconds(2));
        now = now.plusSeconds(2);
        assertThat(books.wait("v", none, one)).isEmpty();
    }

    @Test
    void tellsAtOnceThatAllAreThereOrCannotBeOrAnythingElse() {
        var before = told("IN_PROGRESS", 1, "Published");
        assertThat(books.wait("v", before, told("READY", 2, "Published"))).isEmpty();
        assertThat(books.wait("v", before, told("FAILED", 1, "Published"))).isEmpty();
        assertThat(books.wait("v", before, told("IN_PROGRESS", 2, "RevisionMissing")))
                .isEmpty();
        assertThat(books.wait("v", new ProvisionedBooks.Told(null, null), before))
                .isEmpty();
    }

    @Test
    void saysNothingOfAnEnvironmentThatIsReplacedInTime() {
        var ready = told("READY", 2, "Published");
        assertThat(books.wait("v", ready, told("IN_PROGRESS", 1, "Published"))).isPresent();
        now = now.plusSeconds(4);
        assertThat(books.wait("v", ready, ready)).as("as it is written").isEqualTo(Optional.empty());
        now = now.plusSeconds(4);
        assertThat(books.wait("v", ready, told("IN_PROGRESS", 1, "Published")))
                .as("the next one's time begins anew")
                .contains(Duration.ofSeconds(5));
    }
}
