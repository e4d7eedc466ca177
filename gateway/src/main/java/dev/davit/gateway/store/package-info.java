/**
 * The queue of asynchronous events in NATS JetStream, and the destinations that are subjects. Nothing here blocks the event
 * loop: one thread of its own talks to the server, and what comes back is handed over.
 */
package dev.davit.gateway.store;
