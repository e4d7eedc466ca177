/**
 * Alias: a name for a version of a function. Reads the Function, its Versions and the other Aliases; writes its own
 * status only. While what it asks for cannot be had it goes on pointing where it pointed.
 */
package dev.davit.operator.lambda.alias;
