/**
 * The task metadata endpoint, version 4, on the runtime port (ADR 35). Reads a Task when a container of it asks, keeps it for two
 * seconds, writes nothing. What the Task does not say is left out.
 */
package dev.davit.gateway.http.metadata;
