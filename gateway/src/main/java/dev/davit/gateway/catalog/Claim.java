package dev.davit.gateway.catalog;

import java.util.Comparator;

/** An object that stands for one qualifier of a function. Of several that claim the same one the oldest has it. */
public interface Claim {

    /** The object that has a qualifier comes first. */
    Comparator<Claim> OLDEST_FIRST = Comparator.comparingLong(Claim::createdAt).thenComparing(Claim::resourceName);

    /** The function's key. */
    FunctionKey function();

    /** A version's number or an alias's name. */
    String qualifier();

    /** The object's own name, which no other of its kind in the namespace has. */
    String resourceName();

    /** When the object was made, in seconds since 1970. */
    long createdAt();
}
