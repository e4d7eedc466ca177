package dev.davit.gateway.kube;

import dev.davit.gateway.auth.AccessReviewer;
import dev.davit.gateway.auth.UserIdentity;
import dev.davit.gateway.http.invoke.Access;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.util.concurrent.CompletionStage;

/** Asks the API server whether a user may do something with objects of a group of ours. */
final class AccessReviews implements AccessReviewer {

    private static final String PATH = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

    private final ApiServer api;

    AccessReviews(ApiServer api) {
        this.api = api;
    }

    @Override
    public CompletionStage<Boolean> may(UserIdentity user, Access access) {
        SubjectAccessReview question = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(user.name())
                .withUid(user.uid())
                .withGroups(user.groups())
                .withExtra(user.extra())
                .withNewResourceAttributes()
                .withVerb(access.verb())
                .withGroup(access.group())
                .withResource(access.resource())
                .withNamespace(access.namespace())
                .withName(access.name())
                .endResourceAttributes()
                .endSpec()
                .build();
        return api.ask(PATH, question, SubjectAccessReview.class)
                .thenApply(answer -> answer.getStatus() != null
                        && Boolean.TRUE.equals(answer.getStatus().getAllowed())
                        && !Boolean.TRUE.equals(answer.getStatus().getDenied()));
    }
}
