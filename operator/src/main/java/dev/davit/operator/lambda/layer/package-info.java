/**
 * LayerVersion. Reads its archive through {@code dev.davit.operator.code}; writes its status, and nothing else.
 *
 * <p>Invariants: a number is given once the archive is taken, and stays; of two versions of a layer no two have the same one;
 * what a function runs under a number is never another content's under the same number, while the function is there.
 */
package dev.davit.operator.lambda.layer;
