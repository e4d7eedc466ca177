/**
 * The managed runtime java25: boots a JVM and AWS's runtime interface client, parks on the gateway until a function claims the
 * environment, then becomes that function. Reads {@code /var/task} and {@code /opt}, writes them once, and talks to the gateway alone.
 */
package dev.davit.runtime;
