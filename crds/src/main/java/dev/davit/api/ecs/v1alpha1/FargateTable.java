package dev.davit.api.ecs.v1alpha1;

/** The Fargate table of CPU and memory in CEL. */
final class FargateTable {

    /** A literal: the pattern of cpu. */
    static final String CPU_FORM = "'^(256|512|1024|2048|4096|8192|16384|(0?[.](25|5)|1|2|4|8|16) ?[vV][cC][pP][uU])$'";

    /** A literal: the pattern of memory. */
    static final String MEMORY_FORM = "'^([0-9]{1,6}|[0-9]{1,3}([.]5)? ?[gG][bB])$'";

    /** The CPU units of {@code self.cpu}. */
    static final String CPU_UNITS =
            "self.cpu.lowerAscii().endsWith('vcpu') ? int(double(self.cpu.lowerAscii().replace('vcpu', "
                    + "'').trim()) * 1024.0) : int(self.cpu)";

    /** The MiB of {@code self.memory}. */
    static final String MEMORY_MIB =
            "self.memory.lowerAscii().endsWith('gb') ? int(double(self.memory.lowerAscii().replace('gb', "
                    + "'').trim()) * 1024.0) : int(self.memory)";

    /** Whether {@code c} CPU units and {@code m} MiB are a row. */
    static final String IS_ROW =
            "c == 256 ? m in [512, 1024, 2048] : c == 8192 ? m >= 16384 && m <= 61440 && m % 4096 == 0 : c "
                    + "== 16384 ? m >= 32768 && m <= 122880 && m % 8192 == 0 : m % 1024 == 0 && m >= c * 2 && m <= (c "
                    + "== 4096 ? 30720 : c * 8)";

    /** The memory that goes with {@code self.cpu} in words. */
    static final String ROW_TEXT = "self.cpu.matches('^(256|0?[.]25 ?[a-zA-Z]+)$') ? '512, 1024 or 2048' : "
            + "self.cpu.matches('^(512|0?[.]5 ?[a-zA-Z]+)$') ? '1024 to 4096 in steps of 1024' : "
            + "self.cpu.matches('^(1024|1 ?[a-zA-Z]+)$') ? '2048 to 8192 in steps of 1024' : "
            + "self.cpu.matches('^(2048|2 ?[a-zA-Z]+)$') ? '4096 to 16384 in steps of 1024' : "
            + "self.cpu.matches('^(4096|4 ?[a-zA-Z]+)$') ? '8192 to 30720 in steps of 1024' : "
            + "self.cpu.matches('^(8192|8 ?[a-zA-Z]+)$') ? '16384 to 61440 in steps of 4096' : "
            + "'32768 to 122880 in steps of 8192'";

    /** cpu and memory, when both are readable, are a row. */
    static final String ROW_RULE = "!has(self.cpu) || !has(self.memory) || !self.cpu.matches(" + CPU_FORM
            + ") || !self.memory.matches(" + MEMORY_FORM + ") || [" + CPU_UNITS + "].all(c, [" + MEMORY_MIB
            + "].all(m, "
            + IS_ROW + "))";

    /** What to say when they are not. */
    static final String ROW_MESSAGE = "'cpu ' + self.cpu + ' and memory ' + self.memory"
            + " + ' are not a row of the Fargate table. With this cpu, memory must be ' + (" + ROW_TEXT + ") + '.'";

    /** The containers' memory fits into the task's. */
    static final String MEMORY_RULE = "!has(self.memory) || !self.memory.matches(" + MEMORY_FORM + ") || [" + MEMORY_MIB
            + "].all(m, self.containerDefinitions.map(c,"
            + " has(c.memoryReservation) ? c.memoryReservation : has(c.memory) ? c.memory : 0).sum() <= m"
            + " && self.containerDefinitions.all(c, !has(c.memory) || c.memory <= m))";

    /** The containers' CPU fits into the task's. */
    static final String CPU_RULE = "!has(self.cpu) || !self.cpu.matches(" + CPU_FORM + ") || [" + CPU_UNITS
            + "].all(n, self.containerDefinitions.map(c, has(c.cpu) ? c.cpu : 0).sum() <= n)";

    private FargateTable() {}
}
