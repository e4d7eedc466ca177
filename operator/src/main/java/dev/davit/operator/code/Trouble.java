package dev.davit.operator.code;

import dev.davit.transfer.Problem;

/** Why an archive is not taken (yet): each is a reason of Function and LayerVersion by the same name. */
public enum Trouble {
    CodeSourceUnsupported,
    CodeTooLarge,
    CodeInvalid,
    CodeUnsafe,
    CodeAddressRefused,
    CodeHashMismatch,
    CodeFetching,
    CodeUnavailable;

    static Trouble of(Problem problem) {
        return switch (problem) {
            case ADDRESS_REFUSED -> CodeAddressRefused;
            case UNREACHABLE, NOT_SERVED -> CodeUnavailable;
            case TOO_LARGE, EXPANDS_TOO_FAR, TOO_MANY_ENTRIES -> CodeTooLarge;
            case HASH_MISMATCH -> CodeHashMismatch;
            case INVALID -> CodeInvalid;
            case UNSAFE -> CodeUnsafe;
        };
    }
}
