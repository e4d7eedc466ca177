package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Cuts pages out of what is listed as a whole. */
final class Pages {

    private Pages() {}

    /** Puts the texts of the page that is asked for, and the token of the next one. The texts are in the order of their places. */
    static void put(ObjectNode document, String name, List<String> all, EcsCall call) {
        int from = call.nextToken() == null ? 0 : place(call.nextToken(), all);
        int to = Math.min(all.size(), from + call.pageSize());
        all.subList(from, to).forEach(document.putArray(name)::add);
        if (to < all.size()) {
            document.put("nextToken", token(all.get(to - 1)));
        }
    }

    /** Behind the last text of the page before; where that would be now, if it has gone meanwhile, cannot be known. */
    private static int place(String token, List<String> all) {
        try {
            int last = all.indexOf(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
            if (last >= 0) {
                return last + 1;
            }
        } catch (IllegalArgumentException e) {
            throw unknownToken();
        }
        throw unknownToken();
    }

    private static String token(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    static EcsRefusal unknownToken() {
        return EcsRefusal.invalid("Invalid token: begin again without a nextToken.");
    }
}
