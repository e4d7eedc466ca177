package dev.davit.network;

import dev.davit.api.common.Labels;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The labels by which policies know a pod's place in the network. */
public final class PodLabels {
    private PodLabels() {}

    /** The labels of a pod in that subnet with those groups. */
    public static Map<String, String> of(String vpc, String subnet, Collection<String> groups) {
        Map<String, String> labels = new TreeMap<>(Map.of(Labels.VPC, vpc, Labels.SUBNET, subnet));
        groups.forEach(group -> labels.put(group(group), Labels.MEMBER));
        return labels;
    }

    /** The key of a group's label. */
    public static String group(String name) {
        return Labels.SECURITY_GROUP + name;
    }

    /** The groups that labels name. */
    public static List<String> groups(Map<String, String> labels) {
        return labels.entrySet().stream()
                .filter(label ->
                        label.getKey().startsWith(Labels.SECURITY_GROUP) && Labels.MEMBER.equals(label.getValue()))
                .map(label -> label.getKey().substring(Labels.SECURITY_GROUP.length()))
                .sorted()
                .toList();
    }
}
