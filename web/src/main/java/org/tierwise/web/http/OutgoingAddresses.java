package org.tierwise.web.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses belong to the public internet. Everything else is internal: this machine, its network, addresses of
 * cloud platforms that hand out secrets, and forms of IPv6 that carry an IPv4 address inside. (IANA IPv4 and IPv6
 * Special-Purpose Address Registries, read 2026-11.)
 */
final class OutgoingAddresses {
    private record Block(int network, int bits) {
        boolean holds(int address) {
            return (address ^ network) >>> (Integer.SIZE - bits) == 0;
        }
    }

    private static final List<Block> INTERNAL_IPV4 = List.of(
            block(0, 0, 0, 0, 8),
            block(10, 0, 0, 0, 8),
            block(100, 64, 0, 0, 10),
            block(127, 0, 0, 0, 8),
            block(169, 254, 0, 0, 16),
            block(172, 16, 0, 0, 12),
            block(192, 0, 0, 0, 24),
            block(192, 0, 2, 0, 24),
            block(192, 88, 99, 0, 24),
            block(192, 168, 0, 0, 16),
            block(198, 18, 0, 0, 15),
            block(198, 51, 100, 0, 24),
            block(203, 0, 113, 0, 24),
            block(224, 0, 0, 0, 3),
            // The platform of Azure speaks to its machines under this one, though it looks public.
            block(168, 63, 129, 16, 32));

    private OutgoingAddresses() {}

    static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            int value = word(bytes, 0);
            return INTERNAL_IPV4.stream().noneMatch(block -> block.holds(value));
        }
        return isPublicIpv6(word(bytes, 0));
    }

    /**
     * Only 2000::/3 is given out for global use. Inside it 2001::/23 is for protocols (Teredo), 2001:db8::/32 and
     * 3fff::/20 for documents, 2002::/16 wraps IPv4 (6to4). Mapped, translated (64:ff9b::) and local ones lie outside.
     */
    private static boolean isPublicIpv6(int first) {
        return new Block(0x2000_0000, 3).holds(first)
                && !new Block(0x2001_0000, 23).holds(first)
                && !new Block(0x2001_0db8, 32).holds(first)
                && !new Block(0x2002_0000, 16).holds(first)
                && !new Block(0x3fff_0000, 20).holds(first);
    }

    private static Block block(int a, int b, int c, int d, int bits) {
        return new Block(a << 24 | b << 16 | c << 8 | d, bits);
    }

    private static int word(byte[] bytes, int from) {
        return (bytes[from] & 0xff) << 24
                | (bytes[from + 1] & 0xff) << 16
                | (bytes[from + 2] & 0xff) << 8
                | bytes[from + 3] & 0xff;
    }
}
