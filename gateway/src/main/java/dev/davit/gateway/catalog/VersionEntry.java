package dev.davit.gateway.catalog;

/**
 * A published Version.
 *
 * @param function the function's key
 * @param resourceName the Version object's own name
 * @param version the number, {@code "1"} and up; a Version without a number yet is not put into the catalog
 * @param revision the FunctionRevision it runs
 * @param provisioned how many environments are kept initialised for it, 0 for none
 * @param events how asynchronous events that name it are treated, but for their dead-letter target
 * @param createdAt when the object was made, in seconds since 1970
 */
public record VersionEntry(
        FunctionKey function,
        String resourceName,
        String version,
        String revision,
        int provisioned,
        EventConfig events,
        long createdAt)
        implements Claim {

    /** A version that says nothing about asynchronous events. */
    public VersionEntry(FunctionKey function, String resourceName, String version, String revision, int provisioned) {
        this(function, resourceName, version, revision, provisioned, EventConfig.DEFAULT, 0);
    }

    @Override
    public String qualifier() {
        return version;
    }
}
