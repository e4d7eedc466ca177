package dev.davit.gateway.http.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class HeldAnswerTest {

    private final HeldAnswer answer = new HeldAnswer();
    private final EmbeddedChannel channel = new EmbeddedChannel(answer);

    @Test
    void whatIsNotSentYetGoesWithWhatIsWrittenNext() {
        channel.write("accepted");
        answer.hold();
        channel.flush();
        assertThat(channel.outboundMessages()).isEmpty();
        channel.write("invocation");
        assertThat(channel.outboundMessages()).isEmpty();
        channel.flush();
        assertThat(channel.outboundMessages()).containsExactly("accepted", "invocation");
    }

    @Test
    void whatIsSentAlreadyHoldsNothing() {
        channel.writeAndFlush("accepted");
        answer.hold();
        channel.writeAndFlush("invocation");
        channel.write("accepted again");
        channel.flush();
        assertThat(channel.outboundMessages()).containsExactly("accepted", "invocation", "accepted again");
    }

    /** As Vert.x does before it closes a connection. */
    @Test
    void anEmptyWriteLetsItGo() {
        channel.write("accepted");
        answer.hold();
        channel.writeAndFlush("");
        channel.close();
        assertThat(channel.outboundMessages()).containsExactly("accepted", "");
    }
}
