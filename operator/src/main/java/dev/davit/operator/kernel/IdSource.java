package dev.davit.operator.kernel;

import dev.davit.api.common.Base32;

/** Where random bytes come from, so that tests can know them. */
@FunctionalInterface
public interface IdSource {
    /** Returns {@code length} unpredictable bytes. */
    byte[] bytes(int length);

    /** Returns {@code length} random lower-case base32 characters. */
    default String text(int length) {
        return Base32.of(bytes(length)).substring(0, length);
    }
}
