package dev.davit.gateway.http.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    private final PublicAddresses check = new PublicAddresses(Set.of("hooks.internal"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001::1",
                "2001:db8::1",
                "::ffff:10.0.0.1",
                "100::1"
            })
    void closesWhatIsNotPublic(String address) throws UnknownHostException {
        assertThat(check.problem("example.org", InetAddress.getByName(address))).contains("not a public address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
                "192.167.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
                        "2003::1"
            })
    void opensWhatIs(String address) throws UnknownHostException {
        assertThat(check.problem("example.org", InetAddress.getByName(address))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "168.63.129.16", "fe80::1", "127.0.0.1", "::1", "0.0.0.0", "224.0.0.1"})
    void neverOpensMoreThanPrivateAddresses(String address) throws UnknownHostException {
        assertThat(check.problem("hooks.internal", InetAddress.getByName(address)))
                .endsWith("nothing is ever sent to such an address");
        assertThat(check.problem("example.org", InetAddress.getByName(address))).isNotNull();
    }

    @Test
    void opensWhatTheAdministratorNamed() throws UnknownHostException {
        InetAddress inside = InetAddress.getByName("10.0.0.1");
        assertThat(check.problem("Hooks.internal", inside)).isNull();
        assertThat(check.problem("other.internal", inside)).isNotNull();
    }
}
