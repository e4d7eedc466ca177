package dev.davit.gateway.http;

import io.netty.util.ByteProcessor;

/**
 * Reads the raw bytes of a request's head, each once, and says what no head may hold: control letters, a carriage return or
 * a line feed by itself, a line that continues the one before it. RFC 9112 lets a server repair some of these; two servers
 * in a row that repair differently see two different requests.
 */
final class HeadScan implements ByteProcessor {

    private enum At {
        /** Before the request line, where empty lines may be. */
        BEFORE,
        LINE,
        LINE_START,
        CARRIAGE_RETURN,
        /** After the carriage return of an empty line. */
        LAST,
        END
    }

    private At at = At.BEFORE;
    private boolean begun;
    private String problem;

    @Override
    public boolean process(byte value) {
        if (value == '\n') {
            lineFeed();
        } else if (at == At.CARRIAGE_RETURN || at == At.LAST) {
            problem = "a carriage return by itself";
        } else if (value == '\r') {
            at = at == At.LINE ? At.CARRIAGE_RETURN : At.LAST;
        } else if ((value == ' ' || value == '\t') && at != At.LINE) {
            problem = "a line that continues another";
        } else if (value >= 0 && value < ' ' && value != '\t' || value == 127) {
            problem = "a control letter";
        } else {
            at = At.LINE;
            begun = true;
        }
        return problem == null && at != At.END;
    }

    private void lineFeed() {
        switch (at) {
            case CARRIAGE_RETURN -> at = At.LINE_START;
            case LAST -> at = begun ? At.END : At.BEFORE;
            default -> problem = "a line feed by itself";
        }
    }

    /** What is wrong, null while nothing is. */
    String problem() {
        return problem;
    }

    /** Whether a head has begun and its end is still to come. */
    boolean isOpen() {
        return begun && at != At.END;
    }

    /** Whether the end of the head was seen: what follows is not for this scan. */
    boolean isDone() {
        return at == At.END;
    }

    /** For the next request. */
    void reset() {
        at = At.BEFORE;
        begun = false;
    }
}
