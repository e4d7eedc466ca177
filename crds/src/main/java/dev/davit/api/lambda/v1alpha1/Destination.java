package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A receiver of records. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Destination {

    /**
     * A function of the same namespace, by name (with :version or :alias if wanted) or by its ARN; or an endpoint, such as
     * https://example.org/hook, where the installation allows it; or a subject, such as
     * nats:orders.failed, which the queue's NATS server keeps for 14 days below
     * davit.destination and the account's number. Records to ARNs of queues, topics, buckets and event
     * buses cannot be delivered yet.
     */
    @Size(max = 350) public String destination;
}
