/** Puts the gateway together: configuration, the event loop, the servers, health, metrics, the end. */
package dev.davit.gateway.app;
