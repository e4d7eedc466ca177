package dev.davit.network;

import dev.davit.api.common.Ec2Id;
import dev.davit.api.common.Reference;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a manifest names by reference, id or ARN, among the objects of one kind in one namespace.
 *
 * @param namespace the namespace
 * @param prefix what ids of the kind start with, one of {@link Ec2Id}
 * @param names the objects there are
 */
public record References(String namespace, String prefix, Set<String> names) {

    /** The object's name; empty when it is not there. */
    public Optional<String> find(String id, Reference reference) {
        if (reference != null && reference.from != null) {
            return Optional.ofNullable(reference.from.name).filter(names::contains);
        }
        return id == null
                ? Optional.empty()
                : names.stream()
                        .filter(name -> Ec2Id.names(id, prefix, namespace, name))
                        .findFirst();
    }

    /** What was asked for, as the user wrote it. */
    public static String wanted(String id, Reference reference) {
        return reference != null && reference.from != null ? reference.from.name : String.valueOf(id);
    }
}
