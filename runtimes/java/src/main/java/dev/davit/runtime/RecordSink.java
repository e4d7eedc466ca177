package dev.davit.runtime;

import com.amazonaws.services.lambda.runtime.api.client.logging.LogSink;
import com.amazonaws.services.lambda.runtime.logging.LogFormat;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.util.Arrays;

/** Where the client's logger writes. AWS's log takes each record as one event; ours is lines, so that each record ends its own. */
final class RecordSink implements LogSink {
    @Override
    public void log(byte[] record) {
        byte[] line = record;
        if (record.length > 0 && record[record.length - 1] != '\n') {
            line = Arrays.copyOf(record, record.length + 1);
            line[record.length] = '\n';
        }
        System.out.write(line, 0, line.length);
        System.out.flush();
    }

    @Override
    public void log(LogLevel level, LogFormat format, byte[] record) {
        log(record);
    }

    @Override
    public void close() {
        // The stream is the function's, too.
    }
}
