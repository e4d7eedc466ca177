/** A real API server with etcd and no nodes, for tests that need schemas, CEL, RBAC and watches but no pods running. */
package dev.davit.testkit.api;
