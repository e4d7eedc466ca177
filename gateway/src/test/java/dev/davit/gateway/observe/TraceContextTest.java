package dev.davit.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private static final String W3C = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void readsAmazonsHeaderInAnyOrder() {
        TraceContext found = TraceContext.of(
                "Self=1-67891234-12456789abcdef012345678;Sampled=1; Parent=53995c3f42cd8ad8;" + ROOT
                        + ";Lineage=a87bd80c:1|68fd508a:5;CalledFrom=app",
                null);
        assertThat(found)
                .isEqualTo(new TraceContext(
                        "5759e988bd862e3fe1be46a994272793",
                        "53995c3f42cd8ad8",
                        true,
                        ";Lineage=a87bd80c:1|68fd508a:5;CalledFrom=app"));
        assertThat(found.header())
                .isEqualTo(ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a87bd80c:1|68fd508a:5;CalledFrom=app");
    }

    @Test
    void leavesTheDecisionOpenWhenTheCallerDoes() {
        assertThat(TraceContext.of(ROOT, null).sampled()).isNull();
        assertThat(TraceContext.of(ROOT + ";Sampled=?", null).sampled()).isNull();
        assertThat(TraceContext.of(ROOT + ";Sampled=0", null).sampled()).isFalse();
    }

    @Test
    void believesTheTraceparentUnlessAmazonsHeaderNamesAParent() {
        assertThat(TraceContext.of(ROOT + ";Lineage=x:1", W3C))
                .isEqualTo(
                        new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true, ";Lineage=x:1"));
        assertThat(TraceContext.of(ROOT + ";Parent=53995c3f42cd8ad8", W3C).traceId())
                .isEqualTo("5759e988bd862e3fe1be46a994272793");
        assertThat(TraceContext.of("nonsense", W3C).parentId()).isEqualTo("b7ad6b7169203331");
        assertThat(TraceContext.of(null, W3C).header())
                .isEqualTo("Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1");
    }

    @Test
    void readsLaterVersionsOfTraceparent() {
        assertThat(TraceContext.of(null, "cc" + W3C.substring(2) + "-what-comes")
                        .sampled())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01"
            })
    void takesNoTraceparentThatIsNone(String header) {
        assertThat(TraceContext.of(null, header)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";;;",
                "Parent=53995c3f42cd8ad8;Sampled=1",
                "Root=2-5759e988-bd862e3fe1be46a994272793",
                "Root=1-00000000-000000000000000000000000",
                "Root=1-5759e988-bd862e3fe1be46a99427279",
                "Root=1-5759e988-bd862e3fe1be46a99427279\u00e9"
            })
    void takesNoHeaderOfAmazonsThatIsNone(String header) {
        assertThat(TraceContext.of(header, null)).isNull();
    }

    @Test
    void takesNothingThatIsTooLong() {
        assertThat(TraceContext.of(ROOT + ";A=" + "x".repeat(600), null)).isNull();
        assertThat(TraceContext.of(null, "cc" + W3C.substring(2) + "-" + "x".repeat(600)))
                .isNull();
    }
}
