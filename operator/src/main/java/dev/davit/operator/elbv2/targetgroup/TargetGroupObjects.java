package dev.davit.operator.elbv2.targetgroup;

import dev.davit.api.common.ElbId;
import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;

/** Pure: the core Service in front of a group's pods. */
final class TargetGroupObjects {
    private TargetGroupObjects() {}

    /** What the Service of a group is called. */
    static String serviceName(String group) {
        return "tg-" + group;
    }

    /** Each pod says by the port's name which of its ports is meant. */
    static Service service(TargetGroup group) {
        String name = group.getMetadata().getName();
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(serviceName(name))
                .withNamespace(group.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.TARGET_GROUP, name)
                .withOwnerReferences(Owners.controller(group))
                .endMetadata()
                .withNewSpec()
                .withType("ClusterIP")
                .addToSelector(Labels.REGISTERED_IN + name, Labels.REGISTERED)
                .addNewPort()
                .withName("traffic")
                .withProtocol("TCP")
                .withPort(group.getSpec().port)
                .withTargetPort(new IntOrString(ElbId.portName(name)))
                .endPort()
                .endSpec()
                .build();
    }
}
