package dev.davit.api.ecs.v1alpha1;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The size of a task: a row of the Fargate table.
 *
 * @param cpuUnits CPU units, 1024 to a vCPU
 * @param memoryMiB memory in MiB
 */
public record FargateSize(int cpuUnits, int memoryMiB) {

    private static final Pattern CPU = Pattern.compile(unquoted(FargateTable.CPU_FORM));
    private static final Pattern MEMORY = Pattern.compile(unquoted(FargateTable.MEMORY_FORM));

    /** Reads {@code cpu} and {@code memory} of a task definition; empty when they are not a row of the table. */
    public static Optional<FargateSize> parse(String cpu, String memory) {
        if (cpu == null
                || memory == null
                || !CPU.matcher(cpu).matches()
                || !MEMORY.matcher(memory).matches()) {
            return Optional.empty();
        }
        FargateSize size = new FargateSize(number(cpu, "vcpu"), number(memory, "gb"));
        return size.isRow() ? Optional.of(size) : Optional.empty();
    }

    private boolean isRow() {
        return switch (cpuUnits) {
            case 256 -> memoryMiB == 512 || memoryMiB == 1024 || memoryMiB == 2048;
            case 512, 1024, 2048 -> isStep(cpuUnits * 2, cpuUnits * 8, 1024);
            case 4096 -> isStep(8192, 30720, 1024);
            case 8192 -> isStep(16384, 61440, 4096);
            case 16384 -> isStep(32768, 122880, 8192);
            default -> false;
        };
    }

    private boolean isStep(int from, int to, int step) {
        return memoryMiB >= from && memoryMiB <= to && memoryMiB % step == 0;
    }

    private static int number(String text, String unit) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith(unit)
                ? new BigDecimal(lower.replace(unit, "").trim())
                        .multiply(BigDecimal.valueOf(1024))
                        .intValueExact()
                : Integer.parseInt(text);
    }

    private static String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1);
    }
}
