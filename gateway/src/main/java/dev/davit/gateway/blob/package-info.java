/**
 * Archives on disk, by their hash: a cache that forgets what was used longest ago, filled from where revisions say.
 *
 * <p>Invariants: a file in the cache has the hash that is its name; a file that is held is not deleted; one archive is fetched
 * once at a time. Safe from any thread; nothing here runs on the event loop but the asking.
 */
package dev.davit.gateway.blob;
