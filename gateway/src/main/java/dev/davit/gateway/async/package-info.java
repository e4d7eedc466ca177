/**
 * Asynchronous invocations: accepts events, calls functions for them, retries, tells destinations. Owner thread only.
 *
 * <p>A1 an event is accepted only once it is durably written. A2 every accepted event ends in exactly one of succeeded,
 * dead-lettered, dropped, expired, and leaves the queue after that is on the books. A3 what cannot be written is refused.
 * A4 an event goes from one state to the next in one durable step. A5 no function's events wait for another's.
 */
package dev.davit.gateway.async;
