/**
 * Code archives of strangers: fetched without being led astray ({@link dev.davit.transfer.Fetcher}), looked into without being
 * unpacked ({@link dev.davit.transfer.ZipInspection}). JDK only; no thread, no state.
 *
 * <p>Invariants (ADR 14): a connection is made only to an address that was checked, and to that very address; nothing is read
 * beyond a limit; nothing of an archive is ever written under a name that the archive chose.
 */
package dev.davit.transfer;
