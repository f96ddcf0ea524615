package org.tierwise.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of IP addresses in CIDR form: "10.0.0.0/8", "fd00::/8", or one address.
 *
 * @param network its first address
 * @param bits how many leading bits an address must share with it
 */
public record AddressRange(InetAddress network, int bits) {
    /**
     * Reads a range; names are not looked up.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static AddressRange parse(String text) {
        var parts = text.strip().split("/", 2);
        if (!parts[0].matches("[0-9a-fA-F.:]+") || !parts[0].matches(".*[.:].*")) {
            throw new IllegalArgumentException("(" + text + ") is no IP address or range. Write 10.0.0.0/8 or ::1.");
        }
        try {
            var network = InetAddress.getByName(parts[0]);
            int most = network.getAddress().length * 8;
            int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("(" + text + ") must end with /0 to /" + most + ".");
            }
            return new AddressRange(network, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("(" + text + ") is no IP address or range. Write 10.0.0.0/8 or ::1.", e);
        }
    }

    /** Whether all of it is this machine. */
    public boolean isLoopback() {
        return network.isLoopbackAddress() && bits >= 8;
    }

    public boolean contains(InetAddress address) {
        var mine = network.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
