/**
 * LayerVersion. Reads its archive through {@code dev.davit.operator.code}; writes its status, and nothing else.
 *
 * <p>Invariants: a number is given once the archive is taken, and stays; of two versions of a layer no two have the same one.
 */
package dev.davit.operator.lambda.layer;
