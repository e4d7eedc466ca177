package dev.davit.gateway.observe;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.kernel.Fault;

/**
 * A fault that a call met.
 *
 * @param fault what and why
 * @param message the sentence for the caller
 * @param requestId the call's id; null when it was no call
 * @param function whom the call was for; null when that is not known, or not proven to exist
 * @param version the version of it, or null
 */
public record FaultReport(Fault fault, String message, String requestId, FunctionKey function, String version) {}
