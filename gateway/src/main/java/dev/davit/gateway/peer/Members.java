package dev.davit.gateway.peer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The replicas there are.
 *
 * @param serving those that are ready and stay
 * @param others those that start, end or are not well: they own nothing while somebody serves
 */
public record Members(List<Member> serving, List<Member> others) {

    /** Nobody is known. */
    public static final Members NONE = new Members(List.of(), List.of());

    /** Among whom owners are chosen: who serves, and if nobody does, whoever is there. */
    public List<Member> candidates() {
        return serving.isEmpty() ? others : serving;
    }

    /** Everybody. */
    List<Member> all() {
        List<Member> all = new ArrayList<>(serving);
        all.addAll(others);
        return all;
    }

    /** The candidates' names. */
    Set<String> names() {
        return candidates().stream().map(Member::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether that replica is there in any state. */
    boolean has(String name) {
        return all().stream().anyMatch(member -> member.name().equals(name));
    }

    /** The replica of that name, or null. */
    Member find(String name) {
        return all().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
