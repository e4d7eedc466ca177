/**
 * TaskDefinition: each content of its spec becomes a revision with a number of its own.
 *
 * <p>Owns: ControllerRevisions {@code <name>-<n>}, never changed and never reused. Reads: its sibling definitions, for the
 * family. Writes: its own status. Invariants: numbers only grow; a spec that is refused makes no revision; a second pass
 * over the same spec makes none either.
 */
package dev.davit.operator.ecs.taskdefinition;
