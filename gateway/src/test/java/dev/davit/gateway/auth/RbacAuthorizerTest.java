package dev.davit.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.http.invoke.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RbacAuthorizerTest {

    private final FixedClock clock = FixedClock.at(Instant.EPOCH);
    private final List<String> asked = new ArrayList<>();
    private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(true);
    private final RbacAuthorizer authorizer = new RbacAuthorizer(
            (user, access) -> {
                asked.add(user.name() + " " + access.verb() + " " + access.namespace() + "/" + access.name());
                return answer;
            },
            clock);

    private static Caller caller(String user, String... groups) {
        return new Caller("a", user, List.of(groups), null, Map.of(), "arn:aws:iam::1:user/x");
    }

    private boolean may(Caller caller, String function) {
        return authorizer.mayInvoke(caller, "a", function).toCompletableFuture().join();
    }

    @Test
    void remembersAYesForTenSecondsAndANoForThree() {
        assertThat(may(caller("jane"), "hello")).isTrue();
        clock.advance(Duration.ofSeconds(9));
        answer = CompletableFuture.completedFuture(false);
        assertThat(may(caller("jane"), "hello")).isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(may(caller("jane"), "hello")).isFalse();
        answer = CompletableFuture.completedFuture(true);
        clock.advance(Duration.ofSeconds(2));
        assertThat(may(caller("jane"), "hello")).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(may(caller("jane"), "hello")).isTrue();
        assertThat(asked).hasSize(3);
    }

    @Test
    void asksForEachFunctionUserAndGroup() {
        may(caller("jane"), "hello");
        may(caller("jane"), "other");
        may(caller("joe"), "hello");
        may(caller("jane", "devs"), "hello");
        assertThat(asked)
                .containsExactly(
                        "jane invoke a/hello", "jane invoke a/other", "joe invoke a/hello", "jane invoke a/hello");
    }

    @Test
    void asksForEachVerbAndKind() {
        assertThat(authorizer.may(caller("jane"), Access.get("functions", "a", "hello")))
                .isCompletedWithValue(true);
        answer = CompletableFuture.completedFuture(false);
        assertThat(may(caller("jane"), "hello")).isFalse();
        assertThat(authorizer.may(caller("jane"), Access.get("aliases", "a", "hello")))
                .isCompletedWithValue(false);
        assertThat(authorizer.may(caller("jane"), Access.get("functions", "a", "hello")))
                .isCompletedWithValue(true);
        assertThat(asked).containsExactly("jane get a/hello", "jane invoke a/hello", "jane get a/hello");
    }

    @Test
    void asksOnceHoweverManyWaitAndDoesNotRememberAFailure() {
        answer = new CompletableFuture<>();
        CompletableFuture<Boolean> first =
                authorizer.mayInvoke(caller("jane"), "a", "hello").toCompletableFuture();
        CompletableFuture<Boolean> second =
                authorizer.mayInvoke(caller("jane"), "a", "hello").toCompletableFuture();
        answer.completeExceptionally(new IllegalStateException("down"));
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        assertThat(asked).hasSize(1);
        answer = CompletableFuture.completedFuture(true);
        assertThat(may(caller("jane"), "hello")).isTrue();
    }
}
