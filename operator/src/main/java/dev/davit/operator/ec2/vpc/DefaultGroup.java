package dev.davit.operator.ec2.vpc;

import dev.davit.api.common.Labels;
import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.ec2.v1alpha1.IPPermission;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.SecurityGroupSpec;
import dev.davit.api.ec2.v1alpha1.UserIDGroupPair;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;

/** Pure: the default security group of a VPC, as AWS makes it: it admits itself and lets everything out. */
final class DefaultGroup {
    private DefaultGroup() {}

    static SecurityGroup of(VPC vpc) {
        String name = NetworkObjects.defaultGroup(vpc.getMetadata().getName());
        SecurityGroup group = new SecurityGroup();
        group.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(vpc.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .withOwnerReferences(Owners.controller(vpc))
                .build());
        SecurityGroupSpec spec = new SecurityGroupSpec();
        spec.name = "default";
        spec.description = "default VPC security group";
        spec.vpcRef = reference(vpc.getMetadata().getName());
        if (Boolean.TRUE.equals(vpc.getSpec().disallowSecurityGroupDefaultRules)) {
            spec.ingressRules = List.of();
            spec.egressRules = List.of();
        } else {
            spec.ingressRules = List.of(itself(name));
        }
        group.setSpec(spec);
        return group;
    }

    private static IPPermission itself(String name) {
        UserIDGroupPair pair = new UserIDGroupPair();
        pair.groupRef = reference(name);
        IPPermission rule = new IPPermission();
        rule.ipProtocol = "-1";
        rule.userIDGroupPairs = List.of(pair);
        return rule;
    }

    private static Reference reference(String name) {
        Reference reference = new Reference();
        reference.from = new ReferenceFrom();
        reference.from.name = name;
        return reference;
    }
}
