package dev.davit.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** What only the C library can do for this process: change its variables, and replace it. */
@SuppressWarnings("restricted") // The command line allows native access.
final class NativeProcess {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SETENV = function(
            "setenv",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle UNSETENV =
            function("unsetenv", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private NativeProcess() {}

    /** Has everything ready, while there is time. */
    static void prepare() {
        unset("DAVIT_NOT_SET");
        set("TZ", System.getenv().getOrDefault("TZ", ":UTC"));
    }

    static void set(String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) SETENV.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            check("setenv", result);
        } catch (Throwable e) {
            throw failed("setenv", e);
        }
    }

    static void unset(String name) {
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) UNSETENV.invokeExact(arena.allocateFrom(name));
            check("unsetenv", result);
        } catch (Throwable e) {
            throw failed("unsetenv", e);
        }
    }

    /** Becomes another program, or returns the error's number. */
    static int execute(List<String> command, List<String> environment) {
        MethodHandle execve = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("execve"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
                Linker.Option.captureCallState("errno"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int result = (int) execve.invokeExact(
                    state, arena.allocateFrom(command.getFirst()), array(arena, command), array(arena, environment));
            return result == 0 ? 0 : state.get(ValueLayout.JAVA_INT, 0);
        } catch (Throwable e) {
            throw failed("execve", e);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor);
    }

    private static void check(String function, int result) {
        if (result != 0) {
            throw new IllegalStateException(function + " failed");
        }
    }

    private static IllegalStateException failed(String function, Throwable cause) {
        return cause instanceof IllegalStateException known
                ? known
                : new IllegalStateException(function + " cannot be called", cause);
    }

    private static MemorySegment array(Arena arena, List<String> strings) {
        MemorySegment array = arena.allocate(ValueLayout.ADDRESS, strings.size() + 1L);
        for (int i = 0; i < strings.size(); i++) {
            array.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(strings.get(i)));
        }
        array.setAtIndex(ValueLayout.ADDRESS, strings.size(), MemorySegment.NULL);
        return array;
    }
}
