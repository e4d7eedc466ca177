package dev.davit.operator.fargate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.VersionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterAgeTest {

    @ParameterizedTest
    @CsvSource({"1,33,false,false", "1,34,false,true", "1,35+,true,true", "1,,false,false", "2,0,true,true"})
    void knowsWhatAClusterHas(String major, String minor, boolean restarts, boolean sizes) {
        VersionInfo version = new VersionInfo.Builder()
                .withMajor(major)
                .withMinor(minor == null ? "" : minor)
                .build();
        assertThat(ClusterAge.restartsContainers(version)).isEqualTo(restarts);
        assertThat(ClusterAge.limitsPods(version)).isEqualTo(sizes);
    }
}
