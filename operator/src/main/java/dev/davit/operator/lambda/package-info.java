/** What the reconcilers of functions, revisions and pools share, each of which has a package below and knows none of the others. */
package dev.davit.operator.lambda;
