package dev.davit.gateway.auth;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.gateway.http.invoke.Caller;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Turns a proven user into a caller: the account it calls from and its name in AWS's messages.
 *
 * <p>A ServiceAccount is to Davit what a role is to AWS, so its ARN is that of an assumed role,
 * {@code arn:aws:sts::<account>:assumed-role/<service account>/<session>}; the session is the access key's id or the pod
 * that the token belongs to, else the ServiceAccount's name. Any other user is an IAM user of the account it names.
 */
final class Callers {

    private static final String POD_NAME = "authentication.kubernetes.io/pod-name";
    private static final String NO_ACCOUNT = "000000000000";
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern NOT_IN_ARN = Pattern.compile("[^\\w+=,.@/-]");

    private Callers() {}

    /** Who signs with an access key: the ServiceAccount it is bound to. */
    static Caller of(AccessKey key) {
        UserIdentity user = UserIdentity.serviceAccount(key.namespace(), key.serviceAccountName());
        return caller(key.namespace(), user, assumedRole(key.namespace(), key.serviceAccountName(), key.id()));
    }

    /**
     * Who shows a token. A ServiceAccount calls from its own namespace; another user from the one it names.
     *
     * @param namedNamespace the value of {@code X-Davit-Namespace}, or null
     */
    static Caller of(UserIdentity user, String namedNamespace) {
        String[] account = user.serviceAccountParts();
        if (account != null) {
            List<String> pod = user.extra().getOrDefault(POD_NAME, List.of());
            String session = pod.isEmpty() ? account[1] : pod.getFirst();
            return caller(account[0], user, assumedRole(account[0], account[1], session));
        }
        String namespace =
                namedNamespace != null && NAMESPACE.matcher(namedNamespace).matches() ? namedNamespace : null;
        String accountId = namespace == null ? NO_ACCOUNT : Accounts.of(namespace);
        return caller(
                namespace,
                user,
                Arn.of("iam", "", accountId, "user/" + clean(user.name())).toString());
    }

    private static Caller caller(String namespace, UserIdentity user, String arn) {
        return new Caller(namespace, user.name(), user.groups(), user.uid(), user.extra(), arn);
    }

    private static String assumedRole(String namespace, String serviceAccount, String session) {
        String resource = "assumed-role/" + serviceAccount + "/" + clean(session);
        return Arn.of("sts", "", Accounts.of(namespace), resource).toString();
    }

    private static String clean(String name) {
        return NOT_IN_ARN.matcher(name).replaceAll("-");
    }
}
