package dev.davit.runtime;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;

/**
 * The variables that {@link System#getenv}, native code and the processes started from here see. Java has its own fixed at its start, in
 * a map that only seems to be unmodifiable: the command line opens its package to us.
 */
final class Variables {
    private Variables() {}

    static void set(Map<String, String> given, String handler) throws ReflectiveOperationException {
        Map<String, String> all = modifiable(System.getenv());
        // The cluster's own addresses, which the kubelet adds: a function on AWS sees nothing of the kind.
        List<String> hidden = all.keySet().stream()
                .filter(name -> name.startsWith("KUBERNETES_"))
                .toList();
        for (String name : hidden) {
            all.remove(name);
            NativeProcess.unset(name);
        }
        if (!all.containsKey("TZ")) {
            put(all, "TZ", ":UTC");
        }
        put(all, "_HANDLER", handler);
        given.forEach((name, value) -> put(all, name, value));
    }

    private static void put(Map<String, String> all, String name, String value) {
        all.put(name, value);
        NativeProcess.set(name, value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> modifiable(Map<String, String> environment) throws ReflectiveOperationException {
        Field behind = environment.getClass().getDeclaredField("m");
        behind.setAccessible(true);
        return (Map<String, String>) behind.get(environment);
    }
}
