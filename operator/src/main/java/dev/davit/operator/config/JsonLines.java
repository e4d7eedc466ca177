package dev.davit.operator.config;

import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Quarkus' JSON lines with the object that a line is about beside the message: {@code kind}, {@code namespace}, {@code name},
 * for a Function {@code function}, and as {@code requestId} which state of the object is being reconciled.
 */
final class JsonLines extends JsonFormatter {

    private static final String NESTED = "mdc";
    private static final String SDK = "resource.";
    private static final int SHORT_UID = 8;

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
        for (Map.Entry<String, String> field : fields(line.getMdcCopy()).entrySet()) {
            generator.add(field.getKey(), field.getValue());
        }
    }

    /** What the operator SDK says of the object at hand, in our words; what anybody else says as it is. */
    private static Map<String, String> fields(Map<String, String> given) {
        Map<String, String> rest = new HashMap<>(given);
        Map<String, String> fields = new TreeMap<>();
        for (String key : new String[] {"kind", "namespace", "name"}) {
            String value = rest.get(SDK + key);
            if (value != null) {
                fields.put(key, value);
            }
        }
        if ("Function".equals(fields.get("kind"))) {
            fields.put("function", fields.get("name"));
        }
        String uid = rest.get(SDK + "uid");
        if (uid != null) {
            String version = rest.getOrDefault(SDK + "resourceVersion", "0");
            fields.put("requestId", uid.substring(0, Math.min(SHORT_UID, uid.length())) + "-" + version);
        }
        rest.keySet().removeIf(key -> key.startsWith(SDK));
        fields.putAll(rest);
        return fields;
    }
}
