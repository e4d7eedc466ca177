/**
 * Runtime: a managed runtime of the cluster. Owns those that come with the installation (DAVIT_RUNTIMES) and applies them at
 * start; of the others it writes nothing but their status. Functions watch it.
 */
package dev.davit.operator.lambda.runtime;
