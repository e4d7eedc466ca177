package dev.davit.gateway.auth;

import javax.crypto.spec.SecretKeySpec;

/** A long-lived access key and the ServiceAccount it stands for; never shows its secret. */
public final class AccessKey {

    private final String id;
    private final String secret;
    private final String namespace;
    private final String serviceAccountName;
    private volatile SigningKey latest;

    public AccessKey(String id, String secret, String namespace, String serviceAccountName) {
        this.id = id;
        this.secret = secret;
        this.namespace = namespace;
        this.serviceAccountName = serviceAccountName;
    }

    public String id() {
        return id;
    }

    public String namespace() {
        return namespace;
    }

    public String serviceAccountName() {
        return serviceAccountName;
    }

    /** The key that signs in one day's scope; the latest is kept, as nearly all requests are of one scope. */
    SecretKeySpec signingKey(String day, String region, String service) {
        SigningKey known = latest;
        if (known == null || !known.isFor(day, region, service)) {
            known = SigningKey.derive(secret, day, region, service);
            latest = known;
        }
        return known.key;
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + " of " + namespace + "/" + serviceAccountName + "]";
    }

    private record SigningKey(String day, String region, String service, SecretKeySpec key) {

        static SigningKey derive(String secret, String day, String region, String service) {
            byte[] byDay = Hashing.hmac(Hashing.utf8("AWS4" + secret), day);
            byte[] byService = Hashing.hmac(Hashing.hmac(byDay, region), service);
            byte[] signing = Hashing.hmac(byService, "aws4_request");
            return new SigningKey(day, region, service, Hashing.hmacKey(signing));
        }

        boolean isFor(String otherDay, String otherRegion, String otherService) {
            return day.equals(otherDay) && region.equals(otherRegion) && service.equals(otherService);
        }
    }
}
