package dev.davit.gateway.balance;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pure: one condition of a rule, met when one of its values is. */
public sealed interface Condition {

    /** Whether the request meets it. */
    boolean isMetBy(RequestView request);

    /** Host names, upper and lower case alike. */
    record Host(List<String> patterns) implements Condition {
        @Override
        public boolean isMetBy(RequestView request) {
            String host = request.host();
            return patterns.stream().anyMatch(pattern -> Wildcards.matchesAnyCase(pattern, host));
        }
    }

    /** Paths as they are. */
    record Path(List<String> patterns) implements Condition {
        @Override
        public boolean isMetBy(RequestView request) {
            String path = request.path();
            return patterns.stream().anyMatch(pattern -> Wildcards.matches(pattern, path));
        }
    }

    /** Values of a header, upper and lower case alike. */
    record Header(String name, List<String> patterns) implements Condition {
        @Override
        public boolean isMetBy(RequestView request) {
            return request.headers(name).stream()
                    .anyMatch(value -> patterns.stream().anyMatch(pattern -> Wildcards.matchesAnyCase(pattern, value)));
        }
    }

    /** Methods as they are, without wildcards. */
    record Method(List<String> methods) implements Condition {
        @Override
        public boolean isMetBy(RequestView request) {
            return methods.contains(request.method());
        }
    }

    /**
     * A parameter of the query.
     *
     * @param key its key, or null for any
     * @param value its value
     */
    record Parameter(String key, String value) {
        private boolean isMetBy(String givenKey, String givenValue) {
            return (key == null || Wildcards.matchesEscaped(key, givenKey))
                    && Wildcards.matchesEscaped(value, givenValue);
        }
    }

    /** Parameters of the query, upper and lower case alike. */
    record Query(List<Parameter> parameters) implements Condition {
        @Override
        public boolean isMetBy(RequestView request) {
            if (request.query().isEmpty()) {
                return false;
            }
            for (String pair : request.query().split("&")) {
                int equals = pair.indexOf('=');
                String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                if (parameters.stream().anyMatch(parameter -> parameter.isMetBy(key, value))) {
                    return true;
                }
            }
            return false;
        }

        /** Percent-encoded letters decoded; a plus sign stays what it is. */
        private static String decoded(String text) {
            if (text.indexOf('%') < 0) {
                return text;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int length = 0;
            for (int i = 0; i < bytes.length; i++, length++) {
                int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
                int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
                bytes[length] = low < 0 ? bytes[i] : (byte) (high << 4 | low);
                i += low < 0 ? 0 : 2;
            }
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        }
    }

    /** Blocks that the connection may come from. */
    record Source(List<AddressBlock> blocks) implements Condition {
        @Override
        public boolean isMetBy(RequestView request) {
            String address = request.sourceAddress();
            return blocks.stream().anyMatch(block -> block.contains(address));
        }
    }
}
