package dev.davit.operator.ecs.service;

/** Labels of a service's tasks, which their pods have, too; stable, so that people may select by them. */
final class ServiceLabels {

    /** The Service of a task. */
    static final String SERVICE = "ecs.davit.dev/service";

    /** The number of a task's deployment. */
    static final String DEPLOYMENT = "ecs.davit.dev/deployment";

    private ServiceLabels() {}
}
