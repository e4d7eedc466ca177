package dev.davit.gateway.http.control;

/** What the operations work with: who lets callers in, and what reads for them. */
record Reading(Doorkeeper door, FunctionReader reader, FunctionDirectory directory) {}
