package dev.davit.gateway.http.ecs.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.common.ElbId;
import dev.davit.api.common.Reference;
import dev.davit.api.ecs.v1alpha1.AWSVPCConfiguration;
import dev.davit.api.ecs.v1alpha1.AdvancedConfiguration;
import dev.davit.api.ecs.v1alpha1.LoadBalancer;
import dev.davit.api.ecs.v1alpha1.NetworkConfiguration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Pure: what objects of a namespace name by reference, in AWS's ids and ARNs: those are made of namespace and name. */
record References(String namespace, String region) {

    /** A network by the ids of its subnets and security groups, as RunTask takes it. AWS's model needs the list of subnets. */
    ObjectNode network(NetworkConfiguration configuration) {
        ObjectNode network = AwsNames.toAws(configuration);
        AWSVPCConfiguration vpc = configuration.awsVPCConfiguration;
        if (vpc != null) {
            ObjectNode document = network.withObject("/awsvpcConfiguration");
            ids(document.putArray("subnets"), vpc.subnets, Ec2Id.SUBNET, vpc.subnetRefs);
            if (vpc.securityGroups != null || vpc.securityGroupRefs != null) {
                ids(
                        document.putArray("securityGroups"),
                        vpc.securityGroups,
                        Ec2Id.SECURITY_GROUP,
                        vpc.securityGroupRefs);
            }
        }
        return network;
    }

    private void ids(ArrayNode ids, List<String> said, String prefix, List<Reference> references) {
        Stream.concat(
                        Objects.requireNonNullElse(said, List.<String>of()).stream(),
                        Objects.requireNonNullElse(references, List.<Reference>of()).stream()
                                .map(reference -> Ec2Id.of(prefix, namespace, reference.from.name)))
                .forEach(ids::add);
    }

    /** A load balancer by the ARNs of its target groups; a Rule that is known by its name alone is told by that. */
    void balancer(ObjectNode document, LoadBalancer balancer) {
        document.put("targetGroupArn", targetGroup(balancer.targetGroupARN, balancer.targetGroupRef));
        document.put("containerName", balancer.containerName);
        document.put("containerPort", balancer.containerPort);
        AdvancedConfiguration advanced = balancer.advancedConfiguration;
        if (advanced != null) {
            ObjectNode told = document.putObject("advancedConfiguration");
            told.put(
                    "alternateTargetGroupArn",
                    targetGroup(advanced.alternateTargetGroupARN, advanced.alternateTargetGroupRef));
            put(told, "productionListenerRule", advanced.productionListenerRule, advanced.productionListenerRuleRef);
            put(told, "testListenerRule", advanced.testListenerRule, advanced.testListenerRuleRef);
            put(told, "roleArn", advanced.roleARN, null);
        }
    }

    private String targetGroup(String said, Reference reference) {
        String name = said == null ? reference.from.name : said;
        return Arn.parse(name).isPresent()
                ? name
                : Arn.of(Arn.ELASTIC_LOAD_BALANCING, region, Accounts.of(namespace), ElbId.targetGroup(namespace, name))
                        .toString();
    }

    private static void put(ObjectNode document, String member, String said, Reference reference) {
        if (said != null) {
            document.put(member, said);
        } else if (reference != null) {
            document.put(member, reference.from.name);
        }
    }
}
