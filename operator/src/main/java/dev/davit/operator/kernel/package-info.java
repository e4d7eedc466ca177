/**
 * What every reconciler leans on, without a word of any domain: applying objects, writing status and events only when
 * something changed, conditions, names, time and ids. Everything here is stateless or safe to share between threads.
 */
package dev.davit.operator.kernel;
