package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Where a load balancer sends requests: pods that a Service registers, or a function. */
@ValidationRule(
        value =
                "has(self.targetType) && self.targetType == 'lambda' ? !has(self.port) && !has(self.protocol) : has(self.port) && has(self.protocol)",
        message = "A TargetGroup of pods needs port and protocol, and one of type lambda takes neither, as on AWS.")
@ValidationRule(
        value = "!has(self.targets) || size(self.targets) == 0 || has(self.targetType) && self.targetType == 'lambda'",
        message =
                "targets names the function of a TargetGroup of type lambda. Pods are registered by the Service that names the group: remove targets.")
@ValidationRule(
        value =
                "!has(self.protocol) || self.protocol != 'HTTP' || !has(self.healthCheckProtocol) || self.healthCheckProtocol == 'HTTP'",
        message =
                "A TargetGroup of protocol HTTP needs HTTP health checks, as on AWS: set healthCheckProtocol to HTTP.")
@ValidationRule(
        value =
                "!has(self.healthCheckEnabled) || self.healthCheckEnabled != (has(self.targetType) && self.targetType == 'lambda')",
        message = "Health checks are always made of pods and never of functions: leave healthCheckEnabled out.")
@ValidationRule(
        value =
                "(has(self.healthCheckTimeoutSeconds) ? self.healthCheckTimeoutSeconds : 5) < (has(self.healthCheckIntervalSeconds) ? self.healthCheckIntervalSeconds : 30) || has(self.healthCheckIntervalSeconds) && self.healthCheckIntervalSeconds == 5 && !has(self.healthCheckTimeoutSeconds)",
        message =
                "healthCheckTimeoutSeconds must be less than healthCheckIntervalSeconds, as on AWS: make the interval longer.")
@ValidationRule(
        value = "!(has(self.vpcID) && has(self.vpcRef))",
        message = "At most one of vpcID and vpcRef may name the VPC: remove one of them.")
@ValidationRule(
        value =
                "(has(self.name) ? self.name : '') == (has(oldSelf.name) ? oldSelf.name : '') && (has(self.targetType) ? self.targetType : 'ip') == (has(oldSelf.targetType) ? oldSelf.targetType : 'ip') && (has(self.protocol) ? self.protocol : '') == (has(oldSelf.protocol) ? oldSelf.protocol : '') && (has(self.protocolVersion) ? self.protocolVersion : 'HTTP1') == (has(oldSelf.protocolVersion) ? oldSelf.protocolVersion : 'HTTP1') && (has(self.port) ? self.port : 0) == (has(oldSelf.port) ? oldSelf.port : 0)",
        message =
                "name, targetType, protocol, protocolVersion and port of a TargetGroup cannot be changed, as on AWS: create another TargetGroup.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetGroupSpec {

    /**
     * Its name for people: 1 to 32 letters, digits and hyphens, not at the ends. Cannot be changed.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$')",
            message =
                    "name must be 1 to 32 letters, digits and hyphens and must not begin or end with a hyphen, as on AWS.")
    @Size(min = 1, max = 32) public String name;

    /**
     * ip: pods of tasks, registered by the Service that names the group. lambda: one Function. Default here: ip
     * (AWS: instance, which a cluster has none of). Cannot be changed.
     */
    @ValidationRule(
            value = "self in ['ip', 'lambda']",
            message =
                    "targetType must be ip (pods of tasks) or lambda (a function): a cluster has no instances, and a load balancer cannot be a target.")
    @Size(max = 16) public String targetType;

    /**
     * How the load balancer speaks to the targets: HTTP (of a load balancer of type application) or TCP
     * (network). Needed for type ip. Cannot be changed.
     */
    @ValidationRule(
            value = "self in ['HTTP', 'TCP']",
            message = "protocol must be HTTP or TCP: TLS towards targets, UDP and GENEVE are not supported.")
    @Size(max = 16) public String protocol;

    /**
     * HTTP1 (default). Cannot be changed.
     */
    @ValidationRule(
            value = "self == 'HTTP1'",
            message = "protocolVersion must be HTTP1: HTTP/2 and gRPC towards targets are not supported.")
    @Size(max = 16) public String protocolVersion;

    /**
     * The port of targets that are registered without one, and the port of the core Service in front of them, 1
     * to 65535. Needed for type ip. Cannot be changed.
     */
    @ValidationRule(value = "self >= 1 && self <= 65535", message = "port must be between 1 and 65535, as on AWS.")
    public Integer port;

    /**
     * The VPC by its id. For people: which pods are targets is the Service's to say.
     */
    @Size(min = 1, max = 1024) public String vpcID;

    /**
     * The VPC by reference. For people: which pods are targets is the Service's to say.
     */
    public Reference vpcRef;

    /**
     * ipv4 (default) or ipv6, for people: pods have the addresses that the cluster gives.
     */
    @Values({"ipv4", "ipv6"})
    public String ipAddressType;

    /**
     * Health checks are always made for type ip and never for type lambda: true or left out, false or left out.
     */
    public Boolean healthCheckEnabled;

    /**
     * HTTP or TCP; default: the group's protocol. HTTP targets need HTTP checks, as on AWS.
     */
    @ValidationRule(
            value = "self in ['HTTP', 'TCP']",
            message = "healthCheckProtocol must be HTTP or TCP: the kubelet makes the check.")
    @Size(max = 16) public String healthCheckProtocol;

    /**
     * The port to check: a number or traffic-port (default).
     */
    @ValidationRule(
            value = "self.matches('^(traffic-port|[1-9][0-9]{0,4})$')",
            message = "healthCheckPort must be traffic-port or a port number, as on AWS.")
    @Size(max = 16) public String healthCheckPort;

    /**
     * The path of HTTP checks, beginning with /; default /.
     */
    @ValidationRule(value = "self.startsWith('/')", message = "healthCheckPath must begin with /, as on AWS.")
    @Size(min = 1, max = 1024) public String healthCheckPath;

    /**
     * Time between two checks in seconds, 5 to 300; default 30.
     */
    @ValidationRule(
            value = "self >= 5 && self <= 300",
            message = "healthCheckIntervalSeconds must be between 5 and 300 seconds, as on AWS.")
    public Integer healthCheckIntervalSeconds;

    /**
     * How long a check may take in seconds, 2 to 120 and less than the interval; default 5.
     */
    @ValidationRule(
            value = "self >= 2 && self <= 120",
            message = "healthCheckTimeoutSeconds must be between 2 and 120 seconds, as on AWS.")
    public Integer healthCheckTimeoutSeconds;

    /**
     * How many checks in a row must pass before a target is healthy, 2 to 10; default 5.
     */
    @ValidationRule(
            value = "self >= 2 && self <= 10",
            message = "healthyThresholdCount must be between 2 and 10, as on AWS.")
    public Integer healthyThresholdCount;

    /**
     * How many checks in a row must fail before a target is unhealthy, 2 to 10; default 2.
     */
    @ValidationRule(
            value = "self >= 2 && self <= 10",
            message = "unhealthyThresholdCount must be between 2 and 10, as on AWS.")
    public Integer unhealthyThresholdCount;

    /**
     * Which answers of HTTP checks count as healthy; default: 200 to 399 (AWS: 200), which is what the kubelet
     * takes.
     */
    public Matcher matcher;

    /**
     * The one function of a group of type lambda. Pods are not listed: the Service registers them.
     */
    @Size(max = 1) public List<TargetDescription> targets;

    /**
     * Attributes by AWS's keys; ours in this place: AWS sets them in a call of their own.
     * deregistration_delay.timeout_seconds (0 to 3600, default 300): how long a target that leaves may finish
     * its requests. load_balancing.algorithm.type: round_robin (default) or least_outstanding_requests.
     * lambda.multi_value_headers.enabled: true or false (default). Others are accepted at the value that AWS
     * starts with, and refused otherwise.
     */
    @ValidationRule(
            value =
                    "self.all(a, a.key != 'deregistration_delay.timeout_seconds' || has(a.value) && a.value.matches('^[0-9]{1,4}$') && int(a.value) >= 0 && int(a.value) <= 3600)",
            message = "The attribute deregistration_delay.timeout_seconds must be a number from 0 to 3600, as on AWS.")
    @ValidationRule(
            value =
                    "self.all(a, a.key != 'lambda.multi_value_headers.enabled' || has(a.value) && a.value in ['true', 'false'])",
            message = "The attribute lambda.multi_value_headers.enabled must be true or false, as on AWS.")
    @MapKey("key")
    @Size(max = 32) public List<Attribute> attributes;

    /**
     * Tags for people and cost reports, at most 50. No effect on traffic.
     */
    @Size(max = 50) public List<Tag> tags;
}
