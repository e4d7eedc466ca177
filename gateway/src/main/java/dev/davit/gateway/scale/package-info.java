/** Scaling decisions as pure functions of what was observed and a clock, and the port that carries them to the operator. */
package dev.davit.gateway.scale;
