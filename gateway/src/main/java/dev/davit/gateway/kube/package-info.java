/**
 * The cluster, behind the gateway's ports. Reads: informers over functions, versions, aliases, revisions, pools, environment
 * pods (cluster wide) and two kinds of Secrets (own namespace), of which only what the catalog needs is kept; on demand
 * what the control API tells of functions. Writes: the
 * gateway's three fields of EnvironmentPools, coalesced, after the answer. Asks: TokenReview, SubjectAccessReview. While the
 * API server is away the last known state serves on. Invariant: nothing here blocks its caller.
 */
package dev.davit.gateway.kube;
