package dev.davit.operator.kernel;

import java.util.List;

/** Pure: words of users for a container. Kubernetes replaces {@code $(NAME)} in commands and values, AWS does not: so it is escaped. */
public final class Literal {

    private Literal() {}

    /** A word that arrives as it is; null for null. */
    public static String of(String word) {
        return word != null && (word.contains("$(") || word.contains("$$")) ? word.replace("$", "$$") : word;
    }

    /** Such words; null for null. */
    public static List<String> of(List<String> words) {
        return words == null ? null : words.stream().map(Literal::of).toList();
    }
}
