package dev.davit.gateway.auth;

import dev.davit.gateway.http.invoke.Authentication;
import dev.davit.gateway.http.invoke.Authenticator;
import dev.davit.gateway.http.invoke.BodyHash;
import dev.davit.gateway.http.invoke.RequestHead;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Proves a caller by AWS signature or by Kubernetes bearer token; a request that shows neither is refused. */
public final class RequestAuthenticator implements Authenticator {

    private static final String BEARER = "bearer ";
    private static final int LONGEST_TOKEN = 16_384;

    private final SignatureVerifier signatures;
    private final BearerTokens tokens;

    public RequestAuthenticator(String region, AccessKeys keys, TokenReviewer reviewer, Clock clock) {
        this.signatures = new SignatureVerifier(region, keys, clock);
        this.tokens = new BearerTokens(reviewer, clock);
    }

    @Override
    public CompletionStage<Authentication> authenticate(RequestHead head, BodyHash body) {
        try {
            if (SignatureVerifier.isSigned(head)) {
                return done(new Authentication.Proven(Callers.of(signatures.verify(head, body))));
            }
            return byToken(bearer(head.headers("authorization")), head.header("x-davit-namespace"));
        } catch (AuthRefusal e) {
            return done(new Authentication.Refused(e.refusal()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Authentication> byToken(String token, String namespace) {
        return tokens.userOf(token).handle((user, failure) -> failure == null ? answer(user, namespace) : notChecked());
    }

    private static Authentication answer(Optional<UserIdentity> user, String namespace) {
        return user.<Authentication>map(known -> new Authentication.Proven(Callers.of(known, namespace)))
                .orElseGet(() -> new Authentication.Refused(
                        AuthRefusal.unrecognizedClient().refusal()));
    }

    private static Authentication notChecked() {
        return new Authentication.Refused(Refusal.of(
                ErrorCode.SERVICE,
                Fault.TOKEN_REVIEW,
                "The token could not be checked because the cluster's API server did not answer."));
    }

    private static String bearer(List<String> authorization) {
        if (authorization.size() != 1 || !authorization.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw AuthRefusal.missingToken();
        }
        String token = authorization.getFirst().substring(BEARER.length()).strip();
        if (token.isEmpty()) {
            throw AuthRefusal.missingToken();
        }
        if (token.length() > LONGEST_TOKEN || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw AuthRefusal.unrecognizedClient();
        }
        return token;
    }

    private static CompletionStage<Authentication> done(Authentication authentication) {
        return CompletableFuture.completedFuture(authentication);
    }
}
