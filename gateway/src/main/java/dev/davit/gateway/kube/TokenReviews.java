package dev.davit.gateway.kube;

import dev.davit.gateway.auth.TokenReviewer;
import dev.davit.gateway.auth.UserIdentity;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Asks the API server whose a token is, for the API server's own audiences. */
final class TokenReviews implements TokenReviewer {

    private static final String PATH = "/apis/authentication.k8s.io/v1/tokenreviews";

    private final ApiServer api;

    TokenReviews(ApiServer api) {
        this.api = api;
    }

    @Override
    public CompletionStage<Optional<UserIdentity>> review(String token) {
        TokenReview question = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .endSpec()
                .build();
        return api.ask(PATH, question, TokenReview.class).thenApply(TokenReviews::user);
    }

    private static Optional<UserIdentity> user(TokenReview answer) {
        if (answer.getStatus() == null
                || !Boolean.TRUE.equals(answer.getStatus().getAuthenticated())
                || answer.getStatus().getUser() == null) {
            return Optional.empty();
        }
        UserInfo user = answer.getStatus().getUser();
        return Optional.of(new UserIdentity(
                user.getUsername(),
                user.getUid(),
                Objects.requireNonNullElse(user.getGroups(), List.of()),
                Objects.requireNonNullElse(user.getExtra(), Map.of())));
    }
}
