package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Where asynchronous events go that could not be processed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeadLetterConfig {

    /**
     * A function of the same namespace, by name or by its ARN; an endpoint (https://…), where the installation allows
     * it; or a subject, such as nats:orders.dead. It gets the event itself. Events to ARNs of queues and topics cannot
     * be delivered yet.
     */
    @Size(max = 2048) public String targetARN;
}
