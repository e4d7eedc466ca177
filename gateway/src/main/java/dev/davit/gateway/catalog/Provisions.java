package dev.davit.gateway.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many environments of each revision are to be kept initialised: what its version and that version's aliases ask for, as long
 * as their function is there.
 */
final class Provisions {

    private final Set<FunctionKey> functions;
    private final Claims<VersionEntry> versions;
    private final Claims<AliasEntry> aliases;
    private Map<RevisionKey, Integer> known;

    Provisions(Set<FunctionKey> functions, Claims<VersionEntry> versions, Claims<AliasEntry> aliases) {
        this.functions = functions;
        this.versions = versions;
        this.aliases = aliases;
    }

    /** A version or an alias changed, or a function came or went. */
    void changed() {
        known = null;
    }

    /** The revisions of which any are to be kept. */
    Map<RevisionKey, Integer> all() {
        if (known == null) {
            known = count();
        }
        return known;
    }

    private Map<RevisionKey, Integer> count() {
        Map<RevisionKey, Integer> counted = new HashMap<>();
        versions.all().forEach(version -> add(counted, version, version.provisioned()));
        aliases.all().forEach(alias -> {
            VersionEntry version = versions.get(alias.function(), alias.functionVersion());
            if (version != null) {
                add(counted, version, alias.provisioned());
            }
        });
        return Map.copyOf(counted);
    }

    private void add(Map<RevisionKey, Integer> counted, VersionEntry version, int provisioned) {
        if (provisioned > 0 && functions.contains(version.function())) {
            counted.merge(
                    new RevisionKey(version.function().namespace(), version.revision()), provisioned, Integer::sum);
        }
    }
}
