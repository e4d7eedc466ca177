package dev.davit.gateway.app;

import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Quarkus' JSON lines with what a line is about ({@code requestId}, {@code function} and so on) beside the message instead of
 * an object deeper, where log stores do not index it.
 */
final class JsonLines extends JsonFormatter {

    private static final String NESTED = "mdc";

    private JsonLines(JsonFormatter as) {
        super(as.getKeyOverrides());
        Set<String> excluded = new HashSet<>(as.getExcludedKeys());
        excluded.add(NESTED);
        setExcludedKeys(excluded);
        setAdditionalFields(as.getAdditionalFields());
        setExceptionOutputType(as.getExceptionOutputType());
        setPrintDetails(as.isPrintDetails());
        setRecordDelimiter(as.getRecordDelimiter());
        setZoneId(as.getZoneId().getId());
    }

    /** Puts itself wherever Quarkus writes JSON; does nothing where it does not. */
    static void install() {
        install(Logger.getLogger("").getHandlers());
    }

    static void install(Handler... handlers) {
        for (Handler handler : handlers) {
            if (handler.getFormatter() instanceof JsonFormatter json && !(json instanceof JsonLines)) {
                handler.setFormatter(new JsonLines(json));
            }
            if (handler instanceof ExtHandler parent) {
                install(parent.getHandlers());
            }
        }
    }

    @Override
    protected void after(Generator generator, ExtLogRecord line) throws Exception {
        super.after(generator, line);
        for (Map.Entry<String, String> field : new TreeMap<>(line.getMdcCopy()).entrySet()) {
            generator.add(field.getKey(), field.getValue());
        }
    }
}
