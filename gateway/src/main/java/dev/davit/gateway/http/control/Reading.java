package dev.davit.gateway.http.control;

/**
 * What the operations work with.
 *
 * @param door who lets callers in
 * @param reader what reads a function and what belongs to it
 * @param directory what reads lists
 * @param concurrentExecutions how many invocations an account may have at once
 */
record Reading(Doorkeeper door, FunctionReader reader, FunctionDirectory directory, int concurrentExecutions) {}
