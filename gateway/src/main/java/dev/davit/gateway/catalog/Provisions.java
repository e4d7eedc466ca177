package dev.davit.gateway.catalog;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * How many environments of each revision are to be kept initialised: what its version and that version's aliases ask for, as long
 * as their function is there.
 */
final class Provisions {

    private final Map<FunctionKey, FunctionEntry> functions;
    private final Claims<VersionEntry> versions;
    private final Claims<AliasEntry> aliases;
    private Known known;

    /** The same numbers in all, of each function, and of the functions of a namespace that reserve nothing. */
    private record Known(
            Map<RevisionKey, Integer> all,
            Map<FunctionKey, Map<RevisionKey, Integer>> own,
            Map<String, Map<RevisionKey, Integer>> shared) {

        void add(FunctionEntry function, RevisionKey revision, int provisioned) {
            all.merge(revision, provisioned, Integer::sum);
            own.computeIfAbsent(function.key(), key -> new HashMap<>()).merge(revision, provisioned, Integer::sum);
            if (function.reservedConcurrency() == null) {
                shared.computeIfAbsent(revision.namespace(), key -> new HashMap<>())
                        .merge(revision, provisioned, Integer::sum);
            }
        }
    }

    Provisions(Map<FunctionKey, FunctionEntry> functions, Claims<VersionEntry> versions, Claims<AliasEntry> aliases) {
        this.functions = functions;
        this.versions = versions;
        this.aliases = aliases;
    }

    /** A version, an alias or a reservation changed, or a function came or went. */
    void changed() {
        known = null;
    }

    /** The revisions of which any are to be kept. */
    Map<RevisionKey, Integer> all() {
        return Collections.unmodifiableMap(known().all());
    }

    /** Those of the function. */
    Map<RevisionKey, Integer> of(FunctionKey function) {
        return known().own().getOrDefault(function, Map.of());
    }

    /** Those of the functions of a namespace that reserve nothing. */
    Map<RevisionKey, Integer> shared(String namespace) {
        return known().shared().getOrDefault(namespace, Map.of());
    }

    private Known known() {
        if (known == null) {
            Known counted = new Known(new HashMap<>(), new HashMap<>(), new HashMap<>());
            versions.all().forEach(version -> add(counted, version, version.provisioned()));
            aliases.all().forEach(alias -> {
                VersionEntry version = versions.get(alias.function(), alias.functionVersion());
                if (version != null) {
                    add(counted, version, alias.provisioned());
                }
            });
            known = counted;
        }
        return known;
    }

    private void add(Known counted, VersionEntry version, int provisioned) {
        FunctionEntry function = functions.get(version.function());
        if (provisioned > 0 && function != null) {
            counted.add(function, new RevisionKey(version.function().namespace(), version.revision()), provisioned);
        }
    }
}
