package dev.davit.operator.elbv2.balance;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;

/** Pure: what AWS calls an object. */
public final class Identity {
    private Identity() {}

    /** Its ARN and account. */
    public static ACKResourceMetadata of(String region, String namespace, String resource) {
        ACKResourceMetadata metadata = new ACKResourceMetadata();
        metadata.region = region;
        metadata.ownerAccountID = Accounts.of(namespace);
        metadata.arn = Arn.of(Arn.ELASTIC_LOAD_BALANCING, region, metadata.ownerAccountID, resource)
                .toString();
        return metadata;
    }
}
