package dev.davit.api.crd;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentElement;
import com.github.therapi.runtimejavadoc.CommentText;
import com.github.therapi.runtimejavadoc.FieldJavadoc;
import com.github.therapi.runtimejavadoc.InlineLink;
import com.github.therapi.runtimejavadoc.InlineTag;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;

/** The javadoc of the API's classes as plain text: the descriptions in the CRDs. */
final class Javadocs {

    private Javadocs() {}

    /** The text of a class, or an empty one. */
    static String of(Class<?> type) {
        return text(RuntimeJavadoc.getJavadoc(type).getComment());
    }

    /** The text of a field, or an empty one. */
    static String of(Field field) {
        return RuntimeJavadoc.getJavadoc(field.getDeclaringClass()).getFields().stream()
                .filter(javadoc -> javadoc.getName().equals(field.getName()))
                .findFirst()
                .map(FieldJavadoc::getComment)
                .map(Javadocs::text)
                .orElse("");
    }

    /** The texts of an enum's constants by name, in their order. */
    static Map<String, String> ofConstants(Class<? extends Enum<?>> type) {
        Map<String, String> texts = new LinkedHashMap<>();
        RuntimeJavadoc.getJavadoc(type)
                .getEnumConstants()
                .forEach(constant -> texts.put(constant.getName(), text(constant.getComment())));
        return texts;
    }

    private static String text(Comment comment) {
        StringBuilder text = new StringBuilder();
        comment.forEach(element -> text.append(text(element)));
        return text.toString().replaceAll("\\s+", " ").trim();
    }

    private static String text(CommentElement element) {
        return switch (element) {
            case CommentText plain -> plain.getValue();
            case InlineTag tag -> tag.getValue();
            case InlineLink link -> link.getLink().getLabel();
            default -> throw new IllegalStateException("Not plain javadoc: " + element);
        };
    }
}
