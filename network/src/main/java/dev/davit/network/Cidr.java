package dev.davit.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses, such as {@code 10.0.0.0/16}; a single address is one of full length.
 *
 * @param width the bits of an address: 32 (IPv4) or 128 (IPv6)
 * @param network its first address as a number
 * @param bits how many leading bits all of its addresses share
 */
public record Cidr(int width, BigInteger network, int bits) implements Comparable<Cidr> {

    private static final int V4 = 32;
    private static final Comparator<Cidr> ORDER =
            Comparator.comparingInt(Cidr::width).thenComparing(Cidr::network).thenComparingInt(Cidr::bits);

    /** Reads a block or an address; empty when it is malformed or has bits set behind its length. */
    public static Optional<Cidr> read(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.matches("[0-9a-fA-F:.]+")
                || !address.contains(":")
                        && address.chars().filter(c -> c == '.').count() != 3) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int width = bytes.length * Byte.SIZE;
            int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
            return Optional.of(new Cidr(width, new BigInteger(1, bytes), bits)).filter(Cidr::sound);
        } catch (UnknownHostException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    /** Reads a block or an address that is known to be one; an IllegalArgumentException otherwise. */
    public static Cidr of(String text) {
        return read(text)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "\"" + text
                                        + "\" is no block of addresses: write it as 10.0.0.0/8 or fd00::/8, without bits behind the length"));
    }

    private boolean sound() {
        return bits >= 0 && bits <= width && network.getLowestSetBit() >= (network.signum() == 0 ? -1 : width - bits);
    }

    /** Whether it is of IPv6. */
    public boolean isV6() {
        return width != V4;
    }

    /** Whether every address of the other is in this one, which it is of itself. */
    public boolean contains(Cidr other) {
        return width == other.width
                && bits <= other.bits
                && network.shiftRight(width - bits).equals(other.network.shiftRight(width - bits));
    }

    /** Whether the two have an address in common. */
    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /** The fewest blocks with its addresses but those of the others, in order. */
    public List<Cidr> without(java.util.Collection<Cidr> others) {
        if (others.stream().anyMatch(other -> other.contains(this))) {
            return List.of();
        }
        if (others.stream().noneMatch(this::contains)) {
            return List.of(this);
        }
        Cidr low = new Cidr(width, network, bits + 1);
        Cidr high = new Cidr(width, network.setBit(width - bits - 1), bits + 1);
        return aggregate(java.util.stream.Stream.of(low, high)
                .flatMap(half -> half.without(others).stream())
                .toList());
    }

    /** How many addresses it has. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(width - bits);
    }

    /** The fewest blocks with the same addresses, in order. */
    public static List<Cidr> aggregate(java.util.Collection<Cidr> blocks) {
        var kept = new java.util.ArrayDeque<Cidr>();
        for (Cidr next : blocks.stream().sorted().toList()) {
            if (kept.isEmpty() || !kept.getLast().contains(next)) {
                kept.addLast(next);
                join(kept);
            }
        }
        return List.copyOf(kept);
    }

    /** Joins the last two while they are the halves of one block. */
    private static void join(java.util.Deque<Cidr> kept) {
        while (kept.size() > 1) {
            Cidr last = kept.removeLast();
            Cidr before = kept.getLast();
            Optional<Cidr> both = before.with(last);
            if (both.isEmpty()) {
                kept.addLast(last);
                return;
            }
            kept.removeLast();
            kept.addLast(both.get());
        }
    }

    private Optional<Cidr> with(Cidr sibling) {
        if (width != sibling.width || bits != sibling.bits || bits == 0 || network.testBit(width - bits)) {
            return Optional.empty();
        }
        return network.setBit(width - bits).equals(sibling.network)
                ? Optional.of(new Cidr(width, network, bits - 1))
                : Optional.empty();
    }

    @Override
    public int compareTo(Cidr other) {
        return ORDER.compare(this, other);
    }

    /** The block as Kubernetes writes it, with its length. */
    @Override
    public String toString() {
        byte[] number = network.toByteArray();
        byte[] bytes = new byte[width / Byte.SIZE];
        int length = Math.min(number.length, bytes.length);
        System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
        return (isV6() ? v6(bytes) : v4(bytes)) + "/" + bits;
    }

    private static String v4(byte[] bytes) {
        return String.join(
                ".",
                java.util.stream.IntStream.range(0, bytes.length)
                        .mapToObj(i -> String.valueOf(bytes[i] & 0xff))
                        .toList());
    }

    /** As RFC 5952 wants it: the longest run of zeros, of two groups at least, is left out. */
    private static String v6(byte[] bytes) {
        int[] groups = new int[bytes.length / 2];
        Arrays.setAll(groups, i -> (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff);
        int start = -1;
        int longest = 1;
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        return start < 0
                ? hex(groups, 0, groups.length)
                : hex(groups, 0, start) + "::" + hex(groups, start + longest, groups.length);
    }

    private static String hex(int[] groups, int from, int to) {
        return String.join(
                ":",
                Arrays.stream(groups, from, to).mapToObj(Integer::toHexString).toList());
    }
}
