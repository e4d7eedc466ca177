package dev.davit.gateway.catalog;

import java.util.HashMap;
import java.util.Map;

/** How many environments of each revision are to be kept initialised: what its version and that version's aliases ask for. */
final class Provisions {

    private final Claims<VersionEntry> versions;
    private final Claims<AliasEntry> aliases;
    private Map<RevisionKey, Integer> known;

    Provisions(Claims<VersionEntry> versions, Claims<AliasEntry> aliases) {
        this.versions = versions;
        this.aliases = aliases;
    }

    /** A version or an alias changed. */
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

    private static void add(Map<RevisionKey, Integer> counted, VersionEntry version, int provisioned) {
        if (provisioned > 0) {
            counted.merge(
                    new RevisionKey(version.function().namespace(), version.revision()), provisioned, Integer::sum);
        }
    }
}
