package dev.davit.operator.ec2.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.network.ClusterFacts.Target;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the installation's prefix lists. */
final class PrefixLists {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PrefixLists() {}

    /** One list as the settings have it; either part may be missing. */
    record Entry(List<String> cidrs, List<Pods> pods) {}

    /** Pods of a namespace; without labels all of them. */
    record Pods(String namespace, Map<String, String> labels) {}

    /** Reads a JSON object of lists by id; an IllegalArgumentException says what is wrong. */
    static Map<String, List<Target>> parse(String json) {
        try {
            Map<String, List<Target>> lists = new TreeMap<>();
            JSON.readValue(json, new TypeReference<Map<String, Entry>>() {})
                    .forEach((id, entry) -> lists.put(id, targets(entry)));
            return lists;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "davit.network.prefix-lists is no JSON object of prefix lists: " + e.getOriginalMessage(), e);
        }
    }

    private static List<Target> targets(Entry entry) {
        Stream<Target> addresses =
                entry.cidrs() == null ? Stream.empty() : entry.cidrs().stream().map(Target::addresses);
        Stream<Target> pods = entry.pods() == null
                ? Stream.empty()
                : entry.pods().stream()
                        .map(p ->
                                Target.pods(p.namespace(), p.labels() == null ? Map.of() : new TreeMap<>(p.labels())));
        return Stream.concat(addresses, pods).toList();
    }

    /** Labels from {@code key=value}. */
    static Map<String, String> labels(List<String> texts) {
        Map<String, String> labels = new TreeMap<>();
        for (String text : texts) {
            int at = text.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("\"" + text + "\" is no label: write it as key=value");
            }
            labels.put(text.substring(0, at).strip(), text.substring(at + 1).strip());
        }
        return labels;
    }
}
