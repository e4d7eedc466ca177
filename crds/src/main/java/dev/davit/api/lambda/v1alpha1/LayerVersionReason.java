package dev.davit.api.lambda.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a LayerVersion. */
public enum LayerVersionReason implements Reason {
    /** The archive was looked into and functions may use it. */
    Accepted,
    /** This way to give an archive is not available in this installation; the message says what to use instead. */
    CodeSourceUnsupported,
    /** The archive is larger than it may be, zipped or unzipped. */
    CodeTooLarge,
    /** The archive is broken, or of a kind that Davit does not read. */
    CodeInvalid,
    /** The archive would write outside its folder, or holds links or devices. */
    CodeUnsafe,
    /** The archive's address leads into the cluster, a private network or nowhere that Davit goes. */
    CodeAddressRefused,
    /** The archive has another hash than the specification says. */
    CodeHashMismatch,
    /** The archive is being downloaded and looked into. */
    CodeFetching,
    /** The server of the archive does not serve it now; Davit tries again, less and less often. */
    CodeUnavailable
}
