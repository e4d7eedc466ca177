package dev.davit.gateway.http.url;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class PreludeTest {

    private static final Buffer WHOLE = Buffer.buffer("{\"a\":1}")
            .appendBytes(new byte[8])
            .appendString("body")
            .appendBytes(new byte[3]);

    @Test
    void isFoundInOnePiece() {
        Prelude.Found found = new Prelude().take(WHOLE);
        assertThat(new String(found.head())).isEqualTo("{\"a\":1}");
        assertThat(found.rest()).isEqualTo(Buffer.buffer("body").appendBytes(new byte[3]));
    }

    @Test
    void isFoundWhereverTheStreamIsCut() {
        for (int cut = 1; cut < WHOLE.length(); cut++) {
            Prelude prelude = new Prelude();
            Prelude.Found found = prelude.take(WHOLE.slice(0, cut));
            Buffer rest = WHOLE.slice(cut, WHOLE.length());
            if (found == null) {
                found = prelude.take(rest);
                rest = found.rest();
            } else {
                rest = Buffer.buffer().appendBuffer(found.rest()).appendBuffer(rest);
            }
            assertThat(new String(found.head())).as("cut at " + cut).isEqualTo("{\"a\":1}");
            assertThat(rest).as("cut at " + cut).isEqualTo(Buffer.buffer("body").appendBytes(new byte[3]));
        }
    }

    @Test
    void isFoundByteByByte() {
        Prelude prelude = new Prelude();
        Prelude.Found found = null;
        int at = 0;
        while (found == null) {
            found = prelude.take(WHOLE.slice(at, ++at));
        }
        assertThat(at).isEqualTo(15);
        assertThat(new String(found.head())).isEqualTo("{\"a\":1}");
        assertThat(found.rest().length()).isZero();
    }

    @Test
    void isNoneWithoutItsSeparator() {
        Prelude prelude = new Prelude();
        assertThat(prelude.take(Buffer.buffer("{}").appendBytes(new byte[7]).appendString("x")))
                .isNull();
        assertThat(prelude.isTooLong()).isFalse();
        assertThat(prelude.take(Buffer.buffer("x".repeat(65_537)))).isNull();
        assertThat(prelude.isTooLong()).isTrue();
    }
}
