package dev.davit.gateway.peer;

/** Where a namespace is dispatched. */
public sealed interface Where {

    /** Here. */
    record Here() implements Where {
        static final Here IT = new Here();
    }

    /** At another replica. */
    record There(Member member) implements Where {}

    /** Nowhere for a moment: it is changing hands, or no replica is known. Ask again. */
    record Soon() implements Where {
        static final Soon IT = new Soon();
    }
}
