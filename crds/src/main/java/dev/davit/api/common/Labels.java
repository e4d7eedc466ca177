package dev.davit.api.common;

/** Labels that Davit puts on what it makes; stable, so that people may select by them. */
public final class Labels {

    /** Who made an object; always {@link #DAVIT}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** The value of {@link #MANAGED_BY}. */
    public static final String DAVIT = "davit";

    /** What a pod is: {@link #ENVIRONMENT} or {@link #TASK}. */
    public static final String COMPONENT = "davit.dev/component";

    /** The value of {@link #COMPONENT} on an execution environment of functions. */
    public static final String ENVIRONMENT = "environment";

    /** The value of {@link #COMPONENT} on a task's pod. */
    public static final String TASK = "task";

    /** The value of {@link #COMPONENT} on the copy of a layer's archive. */
    public static final String LAYER_ARCHIVE = "layer-archive";

    /** The EnvironmentPool of a pod. */
    public static final String POOL = "davit.dev/pool";

    /** The FunctionRevision that a claimed environment runs. */
    public static final String REVISION = "davit.dev/revision";

    /** On the pool of an image: the uid of its one revision, which it outlives by what is at work. */
    public static final String REVISION_UID = "davit.dev/revision-uid";

    /** The Function of a revision or of a claimed environment. */
    public static final String FUNCTION = "lambda.davit.dev/function";

    /** What an environment was made for, when that is not a call: {@link #PROVISIONED}. */
    public static final String INITIALIZATION_TYPE = "lambda.davit.dev/initialization-type";

    /** The value of {@link #INITIALIZATION_TYPE} on an environment of provisioned concurrency. */
    public static final String PROVISIONED = "provisioned-concurrency";

    /** What a revision is made of, in AWS's words: {@link #IMAGE} or {@link #ZIP}. */
    public static final String PACKAGE_TYPE = "lambda.davit.dev/package-type";

    /** The value of {@link #PACKAGE_TYPE} on a revision that is an image. */
    public static final String IMAGE = "Image";

    /** The value of {@link #PACKAGE_TYPE} on a revision that is code for a managed runtime. */
    public static final String ZIP = "Zip";

    /** The Task of a pod. */
    public static final String TASK_NAME = "ecs.davit.dev/task";

    /** The family of a task definition's revision. */
    public static final String TASK_DEFINITION = "ecs.davit.dev/task-definition";

    /** The Service that a Task was made by. */
    public static final String SERVICE = "ecs.davit.dev/service";

    /** The TaskArray that a Task was made by. */
    public static final String TASK_ARRAY = "ecs.davit.dev/task-array";

    /** Which one of its array a Task is, from 0 on. */
    public static final String ARRAY_INDEX = "ecs.davit.dev/array-index";

    /** How many there are in the array of a Task. */
    public static final String ARRAY_SIZE = "ecs.davit.dev/array-size";

    /** Which try of its index a Task is, from 1 on. */
    public static final String ARRAY_ATTEMPT = "ecs.davit.dev/array-attempt";

    /** The Schedule that a Task was made by. */
    public static final String SCHEDULE = "scheduler.davit.dev/schedule";

    /** The time that a Schedule's Task was planned for, such as 20261127T030000Z. */
    public static final String SCHEDULED_TIME = "scheduler.davit.dev/scheduled-time";

    /** On a Task: the uid of the Schedule that made it; another of the same name has another. */
    public static final String SCHEDULE_UID = "scheduler.davit.dev/schedule-uid";

    /** The VPC of a pod; pods without one reach the internet and nothing private. */
    public static final String VPC = "ec2.davit.dev/vpc";

    /** The Subnet of a pod. */
    public static final String SUBNET = "ec2.davit.dev/subnet";

    /** What the label of a SecurityGroup on a pod starts with; its name follows, the value is {@link #MEMBER}. */
    public static final String SECURITY_GROUP = "securitygroup.ec2.davit.dev/";

    /** The value of a {@link #SECURITY_GROUP} label; of {@link #COMPONENT} on a pod that a user joined to a VPC. */
    public static final String MEMBER = "member";

    /** The SecurityGroup that a NetworkPolicy was compiled from. */
    public static final String COMPILED_FROM = "ec2.davit.dev/securitygroup";

    /** The NetworkACL that a ClusterNetworkPolicy was compiled from. */
    public static final String NETWORK_ACL = "ec2.davit.dev/networkacl";

    /** The namespace of what a cluster-scoped object was made from. */
    public static final String NAMESPACE = "ec2.davit.dev/namespace";

    /** The value of {@link #COMPONENT} on the NetworkPolicies around all pods of a namespace. */
    public static final String WALL = "wall";

    /** What the label of a TargetGroup on a registered pod starts with; its name follows, the value is {@link #REGISTERED}. */
    public static final String REGISTERED_IN = "targetgroup.elbv2.davit.dev/";

    /** The value of a {@link #REGISTERED_IN} label. */
    public static final String REGISTERED = "registered";

    /** The TargetGroup of a core Service, and so of its EndpointSlices. */
    public static final String TARGET_GROUP = "elbv2.davit.dev/targetgroup";

    /** The LoadBalancer of a core Service. */
    public static final String LOAD_BALANCER = "elbv2.davit.dev/loadbalancer";

    /** The namespace of the LoadBalancer of a core Service that stands in another one. */
    public static final String LOAD_BALANCER_NAMESPACE = "elbv2.davit.dev/namespace";

    /** On the pod of a task in which people may run commands: {@link #ENABLED}. */
    public static final String EXECUTE_COMMAND = "ecs.davit.dev/execute-command";

    /** The value of {@link #EXECUTE_COMMAND}. */
    public static final String ENABLED = "enabled";

    /** On the pod of a task that is being stopped and may still answer requests: {@link #ENABLED}. Disruption budgets do not count it. */
    public static final String STOPPING = "ecs.davit.dev/stopping";

    private Labels() {}
}
