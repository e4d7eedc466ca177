package dev.davit.gateway.kube;

import dev.davit.gateway.catalog.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Pure: objects by the functions that they belong to. Of several with one qualifier the oldest counts, as for invocations. */
final class ByFunction {

    private ByFunction() {}

    private record Read<T, C extends Claim>(T object, C claim) {}

    /** Those that are something yet, by the name of the function; {@code order} is that of qualifiers. */
    static <T, C extends Claim> Map<String, List<T>> of(List<T> objects, Function<T, C> entry, Comparator<C> order) {
        List<Read<T, C>> all = new ArrayList<>();
        for (T object : objects) {
            C claim = entry.apply(object);
            if (claim != null) {
                all.add(new Read<>(object, claim));
            }
        }
        all.sort(Comparator.comparing((Read<T, C> read) -> read.claim(), order)
                .thenComparing(Read::claim, Claim.OLDEST_FIRST));
        Map<String, List<T>> byFunction = new TreeMap<>();
        Map<String, String> last = new TreeMap<>();
        for (Read<T, C> read : all) {
            String function = read.claim().function().name();
            if (!read.claim().qualifier().equals(last.put(function, read.claim().qualifier()))) {
                byFunction.computeIfAbsent(function, key -> new ArrayList<>()).add(read.object());
            }
        }
        return byFunction;
    }
}
