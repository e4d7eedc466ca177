package dev.davit.transfer;

import java.nio.charset.StandardCharsets;

/** Pure: where an entry would go. Only relative paths that stay below their folder, written the one way. */
final class EntryName {

    private static final int LONGEST = 1024;
    private static final int LONGEST_PART = 255;

    private EntryName() {}

    static void check(String name) throws TransferException {
        if (name.isEmpty()) {
            throw refused(name, "has no name");
        }
        if (name.startsWith("/") || name.matches("[A-Za-z]:.*")) {
            throw refused(name, "has an absolute path");
        }
        if (name.indexOf('\\') >= 0) {
            throw refused(name, "has a backslash in its path; use /");
        }
        if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw refused(name, "has a control character in its path");
        }
        if (name.length() > LONGEST) {
            throw refused(name.substring(0, LONGEST_PART), "has a path longer than " + LONGEST + " characters");
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                throw refused(name, "leaves the code folder with \"..\"");
            }
            if (part.isEmpty() || part.equals(".")) {
                throw refused(name, "has an empty part in its path");
            }
            if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
                throw refused(name.substring(0, LONGEST_PART / 2), "has a name longer than " + LONGEST_PART + " bytes");
            }
        }
    }

    private static TransferException refused(String name, String why) {
        return new TransferException(
                Problem.UNSAFE,
                "The archive is not accepted: its entry " + shown(name) + " " + why
                        + ". Pack it from within the code folder: cd code && zip -r ../code.zip .");
    }

    /** In quotes, with nothing in it that a terminal would obey. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder(name.length() + 2).append('"');
        name.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '"') {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.append('"').toString();
    }
}
