package dev.davit.operator.fargate;

import dev.davit.operator.kernel.Names;
import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a container in a pod: ECS allows upper case, underscores and 255 characters, Kubernetes a DNS label. */
public final class ContainerName {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?");
    private static final int ROOM = 56;

    private ContainerName() {}

    /** The name itself where Kubernetes takes it, else its likeness with a hash, so that two never become one. */
    public static String of(String name) {
        if (LABEL.matcher(name).matches()) {
            return name;
        }
        String likeness =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String cut = likeness.substring(0, Math.min(ROOM, likeness.length())).replaceAll("-+$", "");
        return (cut.isEmpty() ? "c" : cut) + "-" + Names.hash(name, 6);
    }
}
