/** Runtime: a managed runtime of the cluster. Reads and writes nothing but its own status; functions watch it. */
package dev.davit.operator.lambda.runtime;
