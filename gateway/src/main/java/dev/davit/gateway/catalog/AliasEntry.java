package dev.davit.gateway.catalog;

/**
 * An Alias.
 *
 * @param function the function's key
 * @param resourceName the Alias object's own name
 * @param name the alias's AWS name
 * @param functionVersion the version it points at ({@code "7"} or {@code "$LATEST"}); the gateway looks its revision up
 * @param other a second version that gets a share of the calls, or null
 * @param share the second version's share, 0 to 1
 * @param provisioned how many environments of its version are kept initialised, 0 for none
 * @param events how asynchronous events that name it are treated, but for their dead-letter target
 * @param createdAt when the object was made, in seconds since 1970
 */
public record AliasEntry(
        FunctionKey function,
        String resourceName,
        String name,
        String functionVersion,
        String other,
        double share,
        int provisioned,
        EventConfig events,
        long createdAt)
        implements Claim {

    /** An alias of one version. */
    public static AliasEntry of(FunctionKey function, String resourceName, String name, String functionVersion) {
        return new AliasEntry(function, resourceName, name, functionVersion, null, 0, 0, EventConfig.DEFAULT, 0);
    }

    @Override
    public String qualifier() {
        return name;
    }

    /** The version for one call, given a number drawn evenly from [0, 1). */
    String version(double drawn) {
        return other != null && drawn < share ? other : functionVersion;
    }
}
