package dev.davit.operator.fargate;

import dev.davit.api.ecs.v1alpha1.HealthCheck;
import java.util.List;
import java.util.Optional;

/** The program that a container's health check runs. */
public final class HealthCheckCommand {

    private HealthCheckCommand() {}

    /** The program and its arguments, or empty when there is no check. */
    public static Optional<List<String>> of(HealthCheck check) {
        if (check == null || check.command == null || check.command.isEmpty()) {
            return Optional.empty();
        }
        List<String> rest = check.command.subList(1, check.command.size());
        return switch (check.command.getFirst()) {
            case "CMD-SHELL" -> Optional.of(List.of("/bin/sh", "-c", String.join(" ", rest)));
            case "CMD" -> Optional.of(rest);
            default -> Optional.empty();
        };
    }

    /** Why the check cannot run, as a sentence that says the fix. */
    public static Optional<String> problem(HealthCheck check) {
        if (check == null || check.command == null || check.command.equals(List.of("NONE"))) {
            return Optional.empty();
        }
        return of(check).filter(command -> !command.isEmpty()).isPresent() && check.command.size() > 1
                ? Optional.empty()
                : Optional.of("healthCheck.command has to start with CMD or CMD-SHELL, followed by what to run");
    }

    /** How often the check runs, in seconds. */
    public static int interval(HealthCheck check) {
        return or(check.interval, 30);
    }

    /** How long one check may take, in seconds. */
    public static int timeout(HealthCheck check) {
        return or(check.timeout, 5);
    }

    /** How many checks in a row have to fail. */
    public static int retries(HealthCheck check) {
        return or(check.retries, 3);
    }

    /** How long after its start a container that passed no check yet is unhealthy; 0 without a check. */
    public static long judgedAfterSeconds(HealthCheck check) {
        return of(check).isEmpty() ? 0 : or(check.startPeriod, 0) + (long) interval(check) * retries(check);
    }

    private static int or(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
