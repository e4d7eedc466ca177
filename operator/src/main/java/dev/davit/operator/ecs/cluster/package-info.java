/** Clusters: names for services that belong together. Reads Services, writes the status of Clusters and nothing else. */
package dev.davit.operator.ecs.cluster;
