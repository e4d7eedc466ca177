/**
 * What gateway replicas say to each other, over HTTP on a port of their own (9003). A request for a namespace that another replica
 * has is relayed to it as it came, with its own credentials: the owner checks them again, so that a replica's word is trusted
 * for nothing but the address a request came from. Every request bears a token made from the runtime key.
 */
package dev.davit.gateway.http.peer;
