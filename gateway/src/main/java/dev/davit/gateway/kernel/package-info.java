/** Words the whole gateway shares: errors, time, ids, timers. No framework, no domain state. */
package dev.davit.gateway.kernel;
