package dev.davit.network;

/**
 * Why an object of the network, or a part of it, is not as its author wrote it.
 *
 * @param kind what kind of thing is wrong
 * @param text what is wrong, why, and what to do
 */
public record Problem(Kind kind, String text) {

    /** What is wrong. */
    public enum Kind {
        /** Its VPC is not there. */
        VPC_NOT_FOUND(true),
        /** Its VPC is there and wrong itself. */
        VPC_NOT_READY(true),
        /** A block of addresses is malformed or not where it has to be. */
        CIDR_INVALID(true),
        /** Its block overlaps that of an older object. */
        CIDR_CONFLICT(true),
        /** An older object has its name. */
        NAME_TAKEN(true),
        /** What a peering joins cannot be joined. */
        PEERING_INVALID(true),
        /** A peering is not accepted. */
        PENDING_ACCEPTANCE(true),
        /** What a rule names is not there: the rule means nobody. */
        REFERENCE_NOT_FOUND(false),
        /** What a rule names is of another account or of a VPC that is not peered: the rule means nobody. */
        REFERENCE_FOREIGN(false),
        /** A rule's block is malformed: the rule means nobody. */
        RULE_CIDR_INVALID(false),
        /** Something has no effect and is worth a word. */
        NOTE(false);

        private final boolean whole;

        Kind(boolean whole) {
            this.whole = whole;
        }

        /** Whether the whole object counts as absent. */
        public boolean whole() {
            return whole;
        }
    }
}
