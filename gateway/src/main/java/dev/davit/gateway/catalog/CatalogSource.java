package dev.davit.gateway.catalog;

/** Port: the cluster, seen as a stream of catalog entries. */
public interface CatalogSource {

    /** Starts to watch and to feed; returns without waiting for the first picture. Called once. */
    void start(CatalogFeed feed);

    /** Stops to watch. */
    void stop();
}
