package dev.davit.gateway.http.ecs.document;

import java.math.BigDecimal;
import java.util.Locale;

/** Sizes of tasks as AWS's answers have them, in CPU units and MiB, out of what a definition may say: "0.5 vCPU", "2 GB". */
final class Units {

    private static final BigDecimal OF_ONE = BigDecimal.valueOf(1024);

    private Units() {}

    /** The number of small units; what is no size stays as it is. */
    static String of(String size) {
        if (size == null) {
            return null;
        }
        String lower = size.toLowerCase(Locale.ROOT);
        String number = lower.replace("vcpu", "").replace("gb", "").strip();
        try {
            BigDecimal value = new BigDecimal(number);
            return (number.equals(lower.strip()) ? value : value.multiply(OF_ONE))
                    .setScale(0, java.math.RoundingMode.DOWN)
                    .toPlainString();
        } catch (NumberFormatException e) {
            return size;
        }
    }
}
