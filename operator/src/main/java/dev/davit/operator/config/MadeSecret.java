package dev.davit.operator.config;

import dev.davit.operator.kernel.ApiErrors;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * A Secret with one entry that is made in the cluster by whichever replica is first (a create decides), never by a template,
 * so that an upgrade or a GitOps sync does not change it.
 *
 * @param shortest fewer bytes than these are no key
 */
record MadeSecret(String namespace, String name, String entry, int shortest) {

    /** What the entry holds, made when there is no such Secret. */
    byte[] readOrCreate(KubernetesClient client, Supplier<byte[]> fresh) {
        Secret secret = read(client);
        if (secret == null) {
            secret = create(client, fresh.get());
        }
        String encoded = secret.getData() == null ? null : secret.getData().get(entry);
        byte[] value = encoded == null ? new byte[0] : Base64.getDecoder().decode(encoded);
        if (value.length < shortest) {
            throw new IllegalStateException("Secret " + name + " holds no entry '" + entry + "' of " + shortest
                    + " bytes; delete it and the operator makes a new one");
        }
        return value;
    }

    private Secret read(KubernetesClient client) {
        return client.secrets().inNamespace(namespace).withName(name).get();
    }

    private Secret create(KubernetesClient client, byte[] value) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("app.kubernetes.io/managed-by", "davit")
                .endMetadata()
                .withType("Opaque")
                .addToData(entry, Base64.getEncoder().encodeToString(value))
                .build();
        try {
            return client.resource(secret).create();
        } catch (KubernetesClientException e) {
            Secret theirs = ApiErrors.alreadyExists(e) ? read(client) : null;
            if (theirs == null) {
                throw e;
            }
            return theirs;
        }
    }
}
