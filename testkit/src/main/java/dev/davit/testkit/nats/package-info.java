/** A real NATS server beside a test, which can be killed. */
package dev.davit.testkit.nats;
