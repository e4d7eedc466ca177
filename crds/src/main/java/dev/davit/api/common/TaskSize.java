package dev.davit.api.common;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a task: CPU units (1,024 are one vCPU) and MiB of memory.
 *
 * @param cpuUnits CPU units
 * @param memoryMiB memory in MiB
 */
public record TaskSize(int cpuUnits, int memoryMiB) {

    /** Ephemeral storage of a task that does not ask for more, in GiB, as on Fargate. */
    public static final int DEFAULT_DISK_GIB = 20;

    private static final Pattern CPU = Pattern.compile("(?i)\\s*(\\d*\\.?\\d+)\\s*(vcpu)?\\s*");
    private static final Pattern MEMORY = Pattern.compile("(?i)\\s*(\\d*\\.?\\d+)\\s*(gb)?\\s*");
    private static final BigDecimal UNITS = BigDecimal.valueOf(1024);

    /** The task size that the two texts say ("256" or ".25 vCPU", "512" or "0.5 GB"), or empty when one is no number. */
    public static Optional<TaskSize> parse(String cpu, String memory) {
        return number(CPU, cpu).flatMap(units -> number(MEMORY, memory).map(mib -> new TaskSize(units, mib)));
    }

    private static Optional<Integer> number(Pattern form, String text) {
        Matcher matcher = form.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(matcher.group(1));
        try {
            return Optional.of((matcher.group(2) == null ? value : value.multiply(UNITS)).intValueExact());
        } catch (ArithmeticException fraction) {
            return Optional.empty();
        }
    }

    /** Whether this is a row of the Fargate table. */
    public boolean isFargate() {
        return switch (cpuUnits) {
            case 256 -> memoryMiB == 512 || memoryMiB == 1024 || memoryMiB == 2048;
            case 512 -> memoryIn(1024, 4096, 1024);
            case 1024 -> memoryIn(2048, 8192, 1024);
            case 2048 -> memoryIn(4096, 16384, 1024);
            case 4096 -> memoryIn(8192, 30720, 1024);
            case 8192 -> memoryIn(16384, 61440, 4096);
            case 16384 -> memoryIn(32768, 122880, 8192);
            default -> false;
        };
    }

    private boolean memoryIn(int from, int to, int step) {
        return memoryMiB >= from && memoryMiB <= to && (memoryMiB - from) % step == 0;
    }

    /** The CPU in thousandths of a vCPU, as Kubernetes counts it. */
    public int milliCpu() {
        return (int) (cpuUnits * 1000L / 1024);
    }
}
