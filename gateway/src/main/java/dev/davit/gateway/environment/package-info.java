/** Execution environments: who they are and the states they go through. Owner thread only, but for identity. */
package dev.davit.gateway.environment;
