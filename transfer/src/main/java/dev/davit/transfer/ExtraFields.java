package dev.davit.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the extra fields of an entry say, as far as it can do harm.
 *
 * @param zip64 sizes stand elsewhere
 * @param link the entry is a link, by one of the two old Unix fields that can say so
 * @param unicodeName another name for the same entry, or null
 */
record ExtraFields(boolean zip64, boolean link, String unicodeName) {

    private static final int ZIP64 = 0x0001;
    private static final int PKWARE_UNIX = 0x000d;
    private static final int ASI_UNIX = 0x756e;
    private static final int UNICODE_PATH = 0x7075;
    private static final int PKWARE_UNIX_LENGTH = 12;
    private static final int ASI_UNIX_LENGTH = 14;
    private static final int UNICODE_PATH_HEAD = 5;

    static ExtraFields of(ByteBuffer bytes, int start, int length) throws TransferException {
        boolean zip64 = false;
        boolean link = false;
        String name = null;
        int at = start;
        int end = start + length;
        while (end - at >= 4) {
            int id = ZipBytes.u16(bytes, at);
            int size = ZipBytes.u16(bytes, at + 2);
            at += 4;
            if (size > end - at) {
                throw ZipBytes.malformed("an extra field is longer than its entry");
            }
            zip64 |= id == ZIP64;
            link |= id == PKWARE_UNIX && size > PKWARE_UNIX_LENGTH || id == ASI_UNIX && size > ASI_UNIX_LENGTH;
            if (id == UNICODE_PATH && size > UNICODE_PATH_HEAD) {
                byte[] text = new byte[size - UNICODE_PATH_HEAD];
                bytes.get(at + UNICODE_PATH_HEAD, text);
                name = new String(text, StandardCharsets.UTF_8);
            }
            at += size;
        }
        return new ExtraFields(zip64, link, name);
    }

    boolean otherName(String name) {
        return unicodeName != null && !unicodeName.equals(name);
    }
}
