package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A port that a container listens on. */
@ValidationRule(
        value = "has(self.containerPort) || has(self.containerPortRange)",
        message = "A portMapping needs containerPort: say which port the container listens on.")
@ValidationRule(
        value =
                "!has(self.hostPort) || (has(self.containerPort) && (self.hostPort == self.containerPort || self.hostPort == "
                        + "0))",
        message =
                "hostPort must be left out or equal containerPort, because a task has an address of its own (awsvpc) and "
                        + "takes no port of its node.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PortMapping {

    /** A name for the port, for services. */
    @Size(max = 64) public String name;

    /** The port, 1 to 65535. */
    @ValidationRule(value = "self >= 1 && self <= 65535", message = "containerPort must be between 1 and 65535.")
    public Integer containerPort;

    /** Known from ECS: left out, 0 or equal to containerPort. */
    public Integer hostPort;

    /** A range of ports such as 8000-8010. Accepted by the schema; has no effect yet and is reported. */
    @Size(max = 16) public String containerPortRange;

    /** tcp (default) or udp. */
    @Values({"tcp", "udp"})
    public String protocol;

    /** http, http2 or grpc, for services. */
    @Values({"http", "http2", "grpc"})
    public String appProtocol;
}
