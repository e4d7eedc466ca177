/**
 * What functions, revisions, pools and pods there are. Plain records, fed through {@link dev.davit.gateway.catalog.CatalogFeed}
 * by the cluster adapter. Read only on the owner thread. Invariant: the catalog never decides anything.
 */
package dev.davit.gateway.catalog;
