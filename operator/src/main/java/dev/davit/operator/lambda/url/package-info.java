/**
 * FunctionURLConfig: a URL of a function's own. Reads the Function, its Aliases and the other URLs; writes its own status only.
 * The first of two for the same function and qualifier has the URL. A URL that is in the status is one that the gateway serves.
 */
package dev.davit.operator.lambda.url;
