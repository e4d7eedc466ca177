package dev.davit.gateway.catalog;

import dev.davit.api.common.Accounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Everything the gateway knows of the cluster. Owner thread only. */
public final class Catalog {

    /** The qualifier of the unpublished version. */
    public static final String LATEST = "$LATEST";

    /** The qualifier of the version that was published last. */
    public static final String LATEST_PUBLISHED = "$LATEST.PUBLISHED";

    private final Map<FunctionKey, FunctionEntry> functions = new HashMap<>();
    private final Claims<VersionEntry> versions = new Claims<>();
    private final Claims<AliasEntry> aliases = new Claims<>();
    private final Map<String, UrlEntry> urls = new HashMap<>();
    private final Map<RevisionKey, RevisionEntry> revisions = new HashMap<>();
    private final Map<PoolKey, PoolEntry> pools = new HashMap<>();
    private final Map<PodKey, PodEntry> pods = new HashMap<>();
    private final Map<String, String> namespaceByAccount = new HashMap<>();
    private final Map<String, String> accountByNamespace = new HashMap<>();
    private final Map<String, Integer> reservedByNamespace = new HashMap<>();
    private final Provisions provisions = new Provisions(functions, versions, aliases);
    private final Departed departed = new Departed();
    private final List<CatalogListener> listeners = new ArrayList<>();
    private boolean synced;

    private record PodKey(String namespace, String name) {}

    /** Adds somebody to tell. */
    public void listen(CatalogListener listener) {
        listeners.add(listener);
    }

    /** Whether the first full picture is there. */
    public boolean isSynced() {
        return synced;
    }

    /** The function, or null. */
    public FunctionEntry function(FunctionKey key) {
        return functions.get(key);
    }

    /** The alias of a function, or null. */
    public AliasEntry alias(FunctionKey function, String name) {
        return aliases.get(function, name);
    }

    /** The function URL of that id, or null. */
    public UrlEntry url(String id) {
        return urls.get(id);
    }

    /** The revision, or null. */
    public RevisionEntry revision(RevisionKey key) {
        return revisions.get(key);
    }

    /** All revisions. */
    public Collection<RevisionEntry> revisions() {
        return revisions.values();
    }

    /** The pool, or null. */
    public PoolEntry pool(PoolKey key) {
        return pools.get(key);
    }

    /** All pools. */
    public Collection<PoolEntry> pools() {
        return pools.values();
    }

    /** All environment pods. */
    public Collection<PodEntry> pods() {
        return pods.values();
    }

    /** The namespace of an account id, or null when no function's namespace has it. */
    public String namespaceOf(String account) {
        return namespaceByAccount.get(account);
    }

    /** The account id of a namespace. */
    public String accountOf(String namespace) {
        return accountByNamespace.computeIfAbsent(namespace, Accounts::of);
    }

    /** What a name and an optional qualifier stand for; {@code drawn} is a number drawn evenly from [0, 1) for this call. */
    public Resolution resolve(FunctionKey key, String qualifier, double drawn) {
        FunctionEntry function = functions.get(key);
        if (function == null) {
            return Resolution.Missing.IT;
        }
        if (qualifier == null || qualifier.equals(LATEST)) {
            return latest(function);
        }
        String version = qualifier;
        AliasEntry alias = aliases.get(key, qualifier);
        if (alias != null) {
            version = version(alias, drawn);
            if (LATEST.equals(version)) {
                return latest(function);
            }
        }
        boolean last = qualifier.equals(LATEST_PUBLISHED);
        VersionEntry published = last ? lastPublished(key) : versions.get(key, version);
        if (published == null) {
            return last ? Resolution.Missing.UNPUBLISHED : Resolution.Missing.IT;
        }
        RevisionEntry revision = revisions.get(new RevisionKey(key.namespace(), published.revision()));
        return revision == null
                ? new Resolution.NotReady(function)
                : new Resolution.Found(function, revision, published.version());
    }

    /**
     * How asynchronous events are treated that name the function with this qualifier, or without any. As on AWS only what is
     * said for that very qualifier holds: an alias does not take over what its version or $LATEST says. The dead-letter target
     * is the function's.
     */
    public EventConfig events(FunctionKey key, String qualifier) {
        FunctionEntry function = functions.get(key);
        EventConfig latest = function == null ? departed.events(key, LATEST) : function.events();
        if (qualifier == null || qualifier.equals(LATEST)) {
            return latest;
        }
        AliasEntry alias = alias(key, qualifier);
        VersionEntry version = alias == null ? versions.get(key, qualifier) : null;
        EventConfig own =
                alias != null ? alias.events() : version != null ? version.events() : departed.events(key, qualifier);
        return own.withDeadLetter(latest.deadLetter());
    }

    private VersionEntry lastPublished(FunctionKey key) {
        return versions.of(key).stream()
                .max(Comparator.comparingLong(version -> Long.parseLong(version.version())))
                .orElse(null);
    }

    /** The alias's version for this call; its second version only once that is published. */
    private String version(AliasEntry alias, double drawn) {
        String version = alias.version(drawn);
        return versions.get(alias.function(), version) == null ? alias.functionVersion() : version;
    }

    private Resolution latest(FunctionEntry function) {
        if (function.revision() == null
                || function.state() == FunctionState.PENDING
                || function.state() == FunctionState.FAILED) {
            return new Resolution.NotReady(function);
        }
        RevisionEntry revision = revisions.get(new RevisionKey(function.key().namespace(), function.revision()));
        return revision == null ? new Resolution.NotReady(function) : new Resolution.Found(function, revision, LATEST);
    }

    /** Whether something that can be invoked still points at the revision. */
    public boolean isCurrent(RevisionEntry revision) {
        FunctionEntry function = functions.get(revision.function());
        if (function == null) {
            return false;
        }
        String name = revision.key().name();
        if (name.equals(function.revision())) {
            return true;
        }
        for (VersionEntry version : versions.of(revision.function())) {
            if (name.equals(version.revision())) {
                return true;
            }
        }
        return false;
    }

    /** The sum of the concurrency that functions of the namespace reserve. */
    public int reservedIn(String namespace) {
        return reservedByNamespace.getOrDefault(namespace, 0);
    }

    /** How many environments of which revisions are to be kept initialised. */
    public Map<RevisionKey, Integer> provisioned() {
        return provisions.all();
    }

    /**
     * The same of those revisions that share concurrency with a function: its own where it reserves some, else those of all
     * functions of its namespace that reserve none.
     */
    public Map<RevisionKey, Integer> provisionedBeside(FunctionKey function, boolean reserves) {
        return reserves ? provisions.of(function) : provisions.shared(function.namespace());
    }

    private void reserve(FunctionEntry function, int sign) {
        if (function != null && function.reservedConcurrency() != null) {
            reservedByNamespace.merge(function.key().namespace(), sign * function.reservedConcurrency(), Integer::sum);
        }
    }

    void put(FunctionEntry function) {
        FunctionEntry before = functions.put(function.key(), function);
        if (before == null || !Objects.equals(before.reservedConcurrency(), function.reservedConcurrency())) {
            provisions.changed();
        }
        reserve(before, -1);
        reserve(function, 1);
        String namespace = function.key().namespace();
        namespaceByAccount.put(accountOf(namespace), namespace);
    }

    void remove(FunctionEntry function) {
        FunctionEntry known = functions.get(function.key());
        if (known != null && known.resourceName().equals(function.resourceName())) {
            reserve(functions.remove(function.key()), -1);
            departed.add(function.key(), LATEST, known.events());
            provisions.changed();
        }
    }

    void put(VersionEntry version) {
        provisions.changed();
        versions.put(version);
    }

    void remove(VersionEntry version) {
        departed.add(version.function(), version.version(), version.events());
        provisions.changed();
        versions.remove(version);
    }

    void put(AliasEntry alias) {
        provisions.changed();
        aliases.put(alias);
    }

    void remove(AliasEntry alias) {
        departed.add(alias.function(), alias.name(), alias.events());
        provisions.changed();
        aliases.remove(alias);
    }

    void put(UrlEntry url) {
        urls.put(url.id(), url);
    }

    void remove(UrlEntry url) {
        UrlEntry known = urls.get(url.id());
        if (known != null && known.resourceName().equals(url.resourceName())) {
            urls.remove(url.id());
        }
    }

    void put(RevisionEntry revision) {
        RevisionEntry before = revisions.put(revision.key(), revision);
        if (synced && before == null) {
            listeners.forEach(l -> l.revisionAdded(revision));
        }
    }

    void remove(RevisionEntry revision) {
        RevisionEntry known = revisions.remove(revision.key());
        if (known != null && synced) {
            listeners.forEach(l -> l.revisionGone(known));
        }
    }

    void put(PoolEntry pool) {
        PoolEntry before = pools.put(pool.key(), pool);
        if (synced && !pool.equals(before)) {
            listeners.forEach(l -> l.poolChanged(pool));
        }
    }

    void remove(PoolEntry pool) {
        PoolEntry known = pools.remove(pool.key());
        if (known != null && synced) {
            listeners.forEach(l -> l.poolGone(known));
        }
    }

    void put(PodEntry pod) {
        PodEntry before = pods.put(new PodKey(pod.namespace(), pod.name()), pod);
        if (synced && !pod.equals(before)) {
            listeners.forEach(l -> l.podChanged(pod));
        }
    }

    void remove(PodEntry pod) {
        if (pods.remove(new PodKey(pod.namespace(), pod.name())) != null && synced) {
            listeners.forEach(l -> l.podGone(pod));
        }
    }

    void setSynced() {
        if (!synced) {
            synced = true;
            listeners.forEach(CatalogListener::synced);
        }
    }
}
