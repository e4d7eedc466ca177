/**
 * What the kinds and both programs share: references, conditions and their reasons, labels, accounts, ARNs and the
 * address of an environment. Pure: no client, no clock, no randomness of its own.
 */
package dev.davit.api.common;
