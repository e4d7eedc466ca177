package dev.davit.gateway.http.ecs;

import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import dev.davit.api.ecs.v1alpha1.NetworkConfiguration;
import dev.davit.api.ecs.v1alpha1.TaskOverride;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What RunTask is asked for, checked.
 *
 * @param taskDefinition family, family:revision or ARN
 * @param count how many tasks, 1 to 10
 * @param token by which a repeated request is known, or null
 * @param startedBy or null
 * @param group or null
 * @param network or null
 * @param overrides what the tasks take instead of what their definition says, or null
 * @param providers where they run, or null
 * @param enableExecuteCommand whether people may run commands in them
 * @param tags what the tasks are tagged with
 */
record RunTaskRequest(
        String taskDefinition,
        int count,
        String token,
        String startedBy,
        String group,
        NetworkConfiguration network,
        TaskOverride overrides,
        List<CapacityProviderStrategyItem> providers,
        boolean enableExecuteCommand,
        RunTags tags) {

    private static final int MOST = 10;
    private static final Pattern STARTED_BY = Pattern.compile("[\\w/-]{1,128}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,64}");
    private static final Pattern PLATFORM = Pattern.compile("LATEST|1\\.4\\.0");
    private static final List<String> LAUNCH_TYPES = List.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES");
    private static final String FARGATE = "FARGATE";

    static RunTaskRequest of(Input input) {
        String definition = input.needed("taskDefinition");
        Integer count = input.number("count");
        if (count != null && (count < 1 || count > MOST)) {
            throw EcsRefusal.invalid("count must be between 1 and " + MOST + ".");
        }
        launch(input);
        List<CapacityProviderStrategyItem> providers = CapacityProviders.strategy(input);
        unserved(input);
        return new RunTaskRequest(
                definition,
                count == null ? 1 : count,
                matching(input, "clientToken", TOKEN, "1 to 64 printable characters"),
                matching(input, "startedBy", STARTED_BY, "1 to 128 letters, digits, hyphens, slashes and underscores"),
                group(input.text("group")),
                network(input.structure("networkConfiguration")),
                Overrides.of(input),
                providers,
                input.truth("enableExecuteCommand"),
                RunTags.of(input));
    }

    private static void launch(Input input) {
        String type = input.oneOf("launchType", LAUNCH_TYPES);
        if (type != null && !input.structures("capacityProviderStrategy").isEmpty()) {
            throw EcsRefusal.invalid(
                    "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try"
                            + " again.");
        }
        if (type != null && !type.equals(FARGATE)) {
            throw EcsRefusal.invalid("No Container Instances were found in your cluster.");
        }
        String platform = input.text("platformVersion");
        if (platform != null && !PLATFORM.matcher(platform).matches()) {
            throw EcsRefusal.of(ErrorCode.ECS_PLATFORM_UNKNOWN, "The specified platform does not exist.");
        }
    }

    private static void unserved(Input input) {
        if (!input.structures("placementConstraints").isEmpty()
                || !input.structures("placementStrategy").isEmpty()) {
            throw EcsRefusal.invalid(
                    "Task placement constraints and strategies are not supported for tasks on Fargate, as which every"
                            + " task runs.");
        }
        if (!input.structures("volumeConfigurations").isEmpty()) {
            throw EcsRefusal.unsupported(
                    "volumeConfigurations is not supported: there are no Amazon EBS volumes here.");
        }
    }

    private static String matching(Input input, String name, Pattern pattern, String words) {
        String text = input.text(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!pattern.matcher(text).matches()) {
            throw EcsRefusal.invalid("Invalid " + name + ". It must be " + words + ".");
        }
        return text;
    }

    private static String group(String group) {
        if (group != null && group.startsWith("service:")) {
            throw EcsRefusal.invalid("Invalid namespace for group.");
        }
        if (group != null && (group.isEmpty() || group.length() > 255)) {
            throw EcsRefusal.invalid("Invalid group. It must be 1 to 255 characters.");
        }
        return group;
    }

    private static NetworkConfiguration network(Input network) {
        Input vpc = network == null ? null : network.structure("awsvpcConfiguration");
        if (vpc == null) {
            return null;
        }
        List<String> subnets = vpc.texts("subnets");
        if (subnets.isEmpty()) {
            throw EcsRefusal.invalid("subnets can not be empty.");
        }
        if (subnets.size() > 16) {
            throw EcsRefusal.invalid("subnets can have at most 16 items.");
        }
        if (vpc.texts("securityGroups").size() > 5) {
            throw EcsRefusal.invalid("securityGroups can have at most 5 items.");
        }
        vpc.oneOf("assignPublicIp", List.of("ENABLED", "DISABLED"));
        return Input.part("networkConfiguration", network.node(), NetworkConfiguration.class);
    }
}
