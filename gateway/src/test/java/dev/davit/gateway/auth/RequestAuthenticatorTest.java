package dev.davit.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Accounts;
import dev.davit.gateway.http.invoke.Authentication;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAuthenticatorTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:20:30Z");
    private static final UserIdentity SHOP = new UserIdentity(
            "system:serviceaccount:team-a:shop",
            "7",
            List.of("system:serviceaccounts"),
            Map.of("authentication.kubernetes.io/pod-name", List.of("shop-1")));

    private final FixedClock clock = FixedClock.at(NOW);
    private final AccessKeyStore keys = new AccessKeyStore();
    private final Reviewer reviewer = new Reviewer();
    private final RequestAuthenticator authenticator = new RequestAuthenticator("us-east-1", keys, reviewer, clock);

    /** Answers when told to; remembers what was asked. */
    private static final class Reviewer implements TokenReviewer {
        final List<String> asked = new ArrayList<>();
        CompletableFuture<Optional<UserIdentity>> answer = CompletableFuture.completedFuture(Optional.of(SHOP));

        @Override
        public CompletionStage<Optional<UserIdentity>> review(String token) {
            asked.add(token);
            return answer;
        }
    }

    private CompletableFuture<Authentication> ask(Wire wire) {
        return authenticator
                .authenticate(wire, () -> Hashing.hex(Hashing.sha256().digest(wire.body())))
                .toCompletableFuture();
    }

    private static Wire bare() {
        return new Wire("POST", Signer.INVOKE, null, Map.of("Host", List.of("localhost")), new byte[0]);
    }

    private CompletableFuture<Authentication> askWith(String token) {
        return ask(bare().with("Authorization", "Bearer " + token));
    }

    private static Caller proven(CompletableFuture<Authentication> answer) {
        return ((Authentication.Proven) answer.join()).caller();
    }

    private static Refusal refused(CompletableFuture<Authentication> answer) {
        return ((Authentication.Refused) answer.join()).refusal();
    }

    @Test
    void knowsTheServiceAccountOfAnAccessKey() {
        Signer signer = Signer.of(NOW);
        keys.put("secret-1", new AccessKey(signer.accessKeyId(), signer.secret(), "team-a", "shop"));
        Caller caller = proven(ask(signer.sign(new byte[0], r -> {})));
        assertThat(caller.namespace()).isEqualTo("team-a");
        assertThat(caller.user()).isEqualTo("system:serviceaccount:team-a:shop");
        assertThat(caller.groups())
                .containsExactly("system:serviceaccounts", "system:serviceaccounts:team-a", "system:authenticated");
        assertThat(caller.arn())
                .isEqualTo("arn:aws:sts::" + Accounts.of("team-a") + ":assumed-role/shop/" + signer.accessKeyId());
        assertThat(reviewer.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic YTpi", "Bearer", "Bearer  ", "Token abc"})
    void refusesARequestWithoutCredentials(String authorization) {
        Wire wire = authorization.isEmpty() ? bare() : bare().with("Authorization", authorization);
        assertThat(refused(ask(wire)))
                .isEqualTo(Refusal.of(ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token"));
    }

    @Test
    void refusesTwoTokensAndATokenNoHeaderCanHold() {
        assertThat(refused(ask(bare().with("Authorization", "Bearer a", "Bearer b")))
                        .code())
                .isEqualTo(ErrorCode.MISSING_AUTHENTICATION_TOKEN);
        assertThat(refused(askWith("a b")).code()).isEqualTo(ErrorCode.UNRECOGNIZED_CLIENT);
        assertThat(refused(askWith("x".repeat(16_385))).code()).isEqualTo(ErrorCode.UNRECOGNIZED_CLIENT);
        assertThat(reviewer.asked).isEmpty();
    }

    @Test
    void knowsAServiceAccountByItsTokenAndLetsItNameNoOtherNamespace() {
        Wire wire = bare().with("Authorization", "bearer abc").with("X-Davit-Namespace", "team-b");
        Caller caller = proven(ask(wire));
        assertThat(caller.namespace()).isEqualTo("team-a");
        assertThat(caller.uid()).isEqualTo("7");
        assertThat(caller.extra()).isEqualTo(SHOP.extra());
        assertThat(caller.arn()).isEqualTo("arn:aws:sts::" + Accounts.of("team-a") + ":assumed-role/shop/shop-1");
    }

    @Test
    void letsAnotherUserNameItsNamespace() {
        reviewer.answer = CompletableFuture.completedFuture(
                Optional.of(new UserIdentity("jane doe@example.org", null, List.of("devs"), Map.of())));
        Caller named = proven(ask(bare().with("Authorization", "Bearer abc").with("X-Davit-Namespace", "team-b")));
        assertThat(named.namespace()).isEqualTo("team-b");
        assertThat(named.arn()).isEqualTo("arn:aws:iam::" + Accounts.of("team-b") + ":user/jane-doe@example.org");
        assertThat(proven(askWith("abc")).namespace()).isNull();
        Caller bad = proven(ask(bare().with("Authorization", "Bearer abc").with("X-Davit-Namespace", "../x")));
        assertThat(bad.namespace()).isNull();
    }

    @Test
    void remembersAGoodTokenForAMinuteAndABadOneForFiveSeconds() {
        askWith("good").join();
        clock.advance(Duration.ofSeconds(59));
        askWith("good").join();
        assertThat(reviewer.asked).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        askWith("good").join();
        assertThat(reviewer.asked).hasSize(2);

        reviewer.answer = CompletableFuture.completedFuture(Optional.empty());
        assertThat(refused(askWith("bad")))
                .isEqualTo(Refusal.of(
                        ErrorCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid."));
        clock.advance(Duration.ofSeconds(4));
        askWith("bad").join();
        assertThat(reviewer.asked).hasSize(3);
        clock.advance(Duration.ofSeconds(2));
        askWith("bad").join();
        assertThat(reviewer.asked).hasSize(4);
    }

    @Test
    void forgetsATokenWhenItExpires() {
        String claims = "{\"aud\":[\"x\"],\"exp\":" + NOW.plusSeconds(10).getEpochSecond() + "}";
        String token =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".c2ln";
        askWith(token).join();
        clock.advance(Duration.ofSeconds(9));
        askWith(token).join();
        assertThat(reviewer.asked).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        askWith(token).join();
        assertThat(reviewer.asked).hasSize(2);
    }

    @Test
    void asksOnceForATokenHoweverManyWait() {
        reviewer.answer = new CompletableFuture<>();
        CompletableFuture<Authentication> first = askWith("abc");
        CompletableFuture<Authentication> second = askWith("abc");
        assertThat(first).isNotDone();
        reviewer.answer.complete(Optional.of(SHOP));
        assertThat(proven(first)).isEqualTo(proven(second));
        assertThat(reviewer.asked).hasSize(1);
    }

    @Test
    void failsClosedAndForgetsTheFailureWhenTheApiServerDoesNotAnswer() {
        reviewer.answer = CompletableFuture.failedFuture(new IllegalStateException("down"));
        Refusal refusal = refused(askWith("abc"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE);
        assertThat(refusal.message()).doesNotContain("abc").doesNotContain("down");
        reviewer.answer = CompletableFuture.completedFuture(Optional.of(SHOP));
        assertThat(proven(askWith("abc"))).isNotNull();
    }

    @Test
    void refusesAKeyThatTwoSecretsClaimUntilOneIsGone() {
        Signer signer = Signer.of(NOW);
        AccessKey key = new AccessKey(signer.accessKeyId(), signer.secret(), "team-a", "shop");
        keys.put("one", key);
        keys.put("two", new AccessKey(signer.accessKeyId(), "other", "team-b", "thief"));
        Wire wire = signer.sign(new byte[0], r -> {});
        assertThat(refused(ask(wire)).code()).isEqualTo(ErrorCode.UNRECOGNIZED_CLIENT);
        keys.remove("two");
        assertThat(proven(ask(wire)).namespace()).isEqualTo("team-a");
        keys.put("one", new AccessKey("ANOTHER", "s", "team-a", "shop"));
        assertThat(refused(ask(wire)).code()).isEqualTo(ErrorCode.UNRECOGNIZED_CLIENT);
    }
}
