package dev.davit.gateway.balance;

import java.net.InetAddress;

/**
 * Pure: a block of addresses such as {@code 192.0.2.0/24}.
 *
 * @param address its first address
 * @param bits how many of its bits count
 */
public record AddressBlock(byte[] address, int bits) {

    /** Reads a block; {@code IllegalArgumentException} when it is none. */
    public static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("Not a block of addresses: " + text);
        }
        byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
        int bits = Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("Not a block of addresses: " + text);
        }
        return new AddressBlock(address, bits);
    }

    /** Whether an address, as text, lies in it; what is no address does not. */
    boolean contains(String text) {
        byte[] other;
        try {
            other = InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (other[i] != address[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        int mask = rest == 0 ? 0 : 0xff << (8 - rest) & 0xff;
        return rest == 0 || (other[whole] & mask) == (address[whole] & mask);
    }
}
