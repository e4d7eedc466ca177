/**
 * The operator's settings and what it needs to know of its own installation: the gateway's address and the runtime key.
 * Owns the Secret that holds the key; reads the gateway's Service.
 */
package dev.davit.operator.config;
