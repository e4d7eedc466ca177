package dev.davit.api.common;

import java.util.List;

/** What ARNs of Elastic Load Balancing end in, and other names made of namespace and name; the same in every cluster. */
public final class ElbId {

    private static final int DIGITS = 16;
    private static final int PORT_DIGITS = 8;

    private ElbId() {}

    /** The resource of a target group's ARN, {@code targetgroup/web/0123456789abcdef}. */
    public static String targetGroup(String namespace, String name) {
        return "targetgroup/" + name + "/" + id("targetgroup", namespace, name);
    }

    /** The resource of a load balancer's ARN, {@code loadbalancer/app/web/0123456789abcdef}; net for type network. */
    public static String loadBalancer(String namespace, String name, boolean isNetwork) {
        return "loadbalancer/" + path(namespace, name, isNetwork);
    }

    /** The resource of a listener's ARN, {@code listener/app/web/0123456789abcdef/0123456789abcdef}. */
    public static String listener(String namespace, String loadBalancer, boolean isNetwork, String name) {
        return "listener/" + path(namespace, loadBalancer, isNetwork) + "/" + id("listener", namespace, name);
    }

    /** The resource of a rule's ARN: the listener's, called listener-rule, and one id more. */
    public static String rule(String namespace, String listener, String name) {
        return listener.replaceFirst("^listener/", "listener-rule/") + "/" + id("rule", namespace, name);
    }

    /**
     * The name by which a container of a registered pod publishes the port that targets of a group are called on:
     * a name of a port, so at most 15 characters.
     */
    public static String portName(String targetGroup) {
        return "tg-" + Sha256.hex("port:" + targetGroup).substring(0, PORT_DIGITS);
    }

    /** Which of the names an ARN, or a plain name, means in a namespace; null when it means none of them. */
    public static String named(String text, String kind, String namespace, List<String> names) {
        return names.stream()
                .filter(name -> name.equals(text) || isArnOf(text, kind, namespace, name))
                .findFirst()
                .orElse(null);
    }

    /** Whether a text is the ARN of a {@code targetgroup}, {@code loadbalancer}, {@code listener} or {@code rule}. */
    private static boolean isArnOf(String text, String kind, String namespace, String name) {
        return Arn.parse(text)
                .filter(arn -> Arn.ELASTIC_LOAD_BALANCING.equals(arn.service()))
                .filter(arn -> Accounts.of(namespace).equals(arn.account()))
                .filter(arn -> arn.resource().endsWith("/" + id(kind, namespace, name)))
                .isPresent();
    }

    private static String path(String namespace, String name, boolean isNetwork) {
        return (isNetwork ? "net/" : "app/") + name + "/" + id("loadbalancer", namespace, name);
    }

    private static String id(String kind, String namespace, String name) {
        return Sha256.hex(kind + ":" + namespace + "/" + name).substring(0, DIGITS);
    }
}
