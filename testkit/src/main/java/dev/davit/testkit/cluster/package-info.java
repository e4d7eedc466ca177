/** Clusters for tests and people: one interface, three providers (Kind, the built-in node, any kubeconfig), started and ended idempotently. */
package dev.davit.testkit.cluster;
