package dev.davit.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    private static final Destinations STRICT = new Destinations(Destinations.Settings.strict());

    @TempDir
    Path folder;

    /** Refused before anything is connected to: whatever answers there would be the test's failure. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1/a.zip | a loopback address",
                "http://localhost/a.zip | a name without a domain",
                "http://169.254.169.254/latest/meta-data/ | link-local address, where clouds keep their metadata",
                "http://[fd00:ec2::254]/latest/meta-data/ | a private address",
                "http://100.100.100.200/latest/meta-data/ | a carrier's shared address",
                "http://168.63.129.16/machine | a cloud's metadata address",
                "http://10.96.0.1/api | a private address",
                "http://172.20.1.1/a.zip | a private address",
                "http://192.168.1.1/a.zip | a private address",
                "http://[::1]/a.zip | unspecified, loopback or translated",
                "http://[::ffff:127.0.0.1]/a.zip | a loopback address",
                "http://[::ffff:10.0.0.1]/a.zip | a private address",
                "http://[64:ff9b::a00:1]/a.zip | a translated IPv4 address",
                "http://[2002:a00:1::1]/a.zip | a translated IPv4 address",
                "http://[fe80::1]/a.zip | a link-local address",
                "http://0.0.0.0/a.zip | an unspecified address",
                "http://224.0.0.1/a.zip | a multicast address",
                "http://[ff02::1]/a.zip | a multicast address",
                "http://[3fff::1]/a.zip | a reserved address",
                "http://[4000::1]/a.zip | an address that nobody has been given",
                "http://kubernetes.default.svc/api | a name of the cluster",
                "http://davit-gateway.davit-system.svc.cluster.local:9001/ | a name of the cluster",
                "http://KUBERNETES.default.SVC./api | a name of the cluster",
                "http://metadata.google.internal/ | a name of the cluster or of a private network",
                "http://2130706433/a.zip | a loopback address",
                "http://0x7f.0.0.1/a.zip | names no host",
                "http://user:secret@example.org/a.zip | holds a user name or password",
                "http://93.184.216.34:22/ | its port is 22",
                "ftp://example.org/a.zip | only http and https",
                "file:///etc/passwd | only http and https",
                "gopher://example.org/ | only http and https",
                "/etc/passwd | only http and https",
                "http:///a.zip | names no host"
            })
    void refusesTargetsInsideWithTheReason(String url, String words) {
        Fetcher fetcher = new Fetcher(STRICT, Limits.ofCode());
        TransferException refusal =
                catchThrowableOfType(TransferException.class, () -> fetcher.fetch(Source.of(url, null), folder));
        assertThat(refusal).as("was fetched").isNotNull();
        assertThat(refusal.problem()).isEqualTo(Problem.ADDRESS_REFUSED);
        assertThat(refusal).hasMessageContaining(words).hasMessageContaining("Use a public http or https address");
        assertThat(refusal).hasMessageNotContaining("secret");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.216.34/",
                "https://1.1.1.1/",
                "https://[2606:4700:4700::1111]/",
                "http://172.32.0.1/"
            })
    void goesToPublicAddresses(String url) throws Exception {
        Target target = Target.of(url);
        assertThat(STRICT.refusedName(target)).isEmpty();
        assertThat(STRICT.refusedAddress(target, InetAddress.getByName(target.host())))
                .isEmpty();
    }

    @Test
    void opensWhatTheInstallationAllowsAndNoMore() throws Exception {
        Destinations allowing = new Destinations(new Destinations.Settings(
                List.of("artifacts.tools.svc", "*.corp.example"),
                List.of("10.1.0.0/16"),
                List.of("34.118.224.0/20"),
                "k8s.corp"));
        InetAddress service = InetAddress.getByName("10.96.4.4");
        Target artifacts = Target.of("http://artifacts.tools.svc:8081/a.zip");
        assertThat(allowing.refusedName(artifacts)).isEmpty();
        assertThat(allowing.refusedAddress(artifacts, service)).isEmpty();
        assertThat(allowing.refusedAddress(artifacts, InetAddress.getByName("169.254.169.254")))
                .isPresent();
        assertThat(allowing.refusedAddress(artifacts, InetAddress.getByName("127.0.0.1")))
                .isPresent();
        assertThat(allowing.refusedName(Target.of("http://other.tools.svc/a.zip")))
                .isPresent();
        assertThat(allowing.refusedName(Target.of("http://a.b.k8s.corp/a.zip"))).isPresent();
        assertThat(allowing.trusts("Nexus.Corp.Example.")).isTrue();
        assertThat(allowing.trusts("corp.example")).isFalse();
        assertThat(allowing.trusts("evilcorp.example")).isFalse();
        Target plain = Target.of("http://code.example.org/a.zip");
        assertThat(allowing.refusedAddress(plain, InetAddress.getByName("10.1.2.3")))
                .isEmpty();
        assertThat(allowing.refusedAddress(plain, InetAddress.getByName("10.2.2.3")))
                .isPresent();
        assertThat(allowing.refusedAddress(plain, InetAddress.getByName("34.118.225.1"))
                        .orElseThrow())
                .contains("an address of the cluster");
    }

    @Test
    void refusesSettingsThatAreNoRanges() {
        for (String wrong : List.of("10.0.0.0/33", "ten", "10.0.0.0/x", "example.org/8", "10.0.0.0/-1")) {
            assertThatThrownBy(() -> Cidr.parse(wrong)).hasMessageContaining("is not a range of addresses");
        }
    }
}
