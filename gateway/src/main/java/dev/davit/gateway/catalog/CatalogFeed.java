package dev.davit.gateway.catalog;

/**
 * Where the cluster's state enters the gateway. The cluster adapter calls it from any thread, in the order things happened
 * to each object; each call returns at once. Putting an equal entry again changes nothing; removing what is not there
 * neither. A remove takes the last known entry so that an object of the same AWS name but another resource is left alone.
 */
public interface CatalogFeed {

    /** A Function was added or changed. */
    void put(FunctionEntry function);

    /** A Function is gone. */
    void remove(FunctionEntry function);

    /** A Version got its number, or changed. */
    void put(VersionEntry version);

    /** A Version is gone. */
    void remove(VersionEntry version);

    /** An Alias was added or changed. */
    void put(AliasEntry alias);

    /** An Alias is gone. */
    void remove(AliasEntry alias);

    /** A function's URL was added or changed. */
    void put(UrlEntry url);

    /** A function's URL is gone. */
    void remove(UrlEntry url);

    /** A FunctionRevision was added. */
    void put(RevisionEntry revision);

    /** A FunctionRevision is gone. */
    void remove(RevisionEntry revision);

    /** An EnvironmentPool was added or changed. */
    void put(PoolEntry pool);

    /** An EnvironmentPool is gone. */
    void remove(PoolEntry pool);

    /** An environment pod was added or changed. */
    void put(PodEntry pod);

    /** An environment pod is gone. */
    void remove(PodEntry pod);

    /** The first full picture of every kind has been put. Called once; nothing is invoked or scaled before it. */
    void synced();
}
