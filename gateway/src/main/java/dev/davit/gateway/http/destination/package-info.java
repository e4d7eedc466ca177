/** Destinations that are HTTP endpoints. They are named by tenants: nothing inside the cluster can be reached through them. */
package dev.davit.gateway.http.destination;
