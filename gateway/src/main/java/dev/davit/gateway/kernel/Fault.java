package dev.davit.gateway.kernel;

/**
 * Everything that keeps the platform, not the function and not the caller, from doing what it was asked: which part of it,
 * and why. Callers see both in {@code Davit-Error-Component} and {@code Davit-Error-Reason}; they are the labels of
 * {@code davit_lambda_platform_errors_total} and fields of the log line. Names are never changed.
 */
public enum Fault {
    /** The gateway does not know its functions yet. */
    STARTING("gateway", "Starting"),
    /** The gateway is about to end. */
    STOPPING("gateway", "Stopping"),
    /** The bodies under way take all the memory that they may. */
    BODY_MEMORY("gateway", "BodyMemoryExhausted"),
    /** No replica of the gateway has the function's namespace now. */
    NO_OWNER("gateway", "NoOwner"),
    /** The replica that has it was lost before it answered. */
    OWNER_LOST("gateway", "OwnerLost"),
    /** Nobody said better. */
    UNATTRIBUTED("gateway", "Unattributed"),
    /** Who calls could not be found out. */
    AUTHENTICATION("authentication", "InternalFailure"),
    /** The API server did not say whose token it is. */
    TOKEN_REVIEW("authentication", "TokenReviewFailed"),
    /** The API server did not say whether the caller may. */
    ACCESS_REVIEW("authorization", "AccessReviewFailed"),
    /** As many run as are reserved for the function. */
    RESERVED_CONCURRENCY("concurrency", "ReservedConcurrencyExhausted"),
    /** As many run as the namespace may have, less what is reserved. */
    SHARED_CONCURRENCY("concurrency", "NamespaceConcurrencyExhausted"),
    /** The function has started as many environments as it may in ten seconds. */
    START_RATE("concurrency", "StartRateExceeded"),
    /** The operator has not made the function's pool. */
    POOL_MISSING("operator", "PoolMissing"),
    /** The operator has made no environment although one was asked for. */
    ENVIRONMENT_NOT_MADE("operator", "EnvironmentNotCreated"),
    /** An environment was on its way and not ready in time. */
    START_TIMEOUT("environment", "StartTimeout"),
    /** Every environment was at work for as long as an invocation may wait. */
    ALL_BUSY("environment", "AllBusy"),
    /** The image cannot be pulled. */
    IMAGE_PULL("environment", "ImagePullFailed"),
    /** Environments end before they are ready. */
    CRASHED("environment", "EnvironmentCrashed"),
    /** Environments are not ready within their initialisation time. */
    INIT_TIMEOUT("environment", "InitTimeout"),
    /** Environments need more memory than they have. */
    OUT_OF_MEMORY("environment", "OutOfMemory"),
    /** The managed runtime does not exist. */
    RUNTIME_MISSING("environment", "RuntimeNotFound"),
    /** The service account does not exist. */
    ACCOUNT_MISSING("environment", "ServiceAccountNotFound"),
    /** Another reason of the pool; the message tells it. */
    CANNOT_START("environment", "CannotStart"),
    /** No node has room. */
    UNSCHEDULABLE("cluster", "Unschedulable"),
    /** The namespace's quota is used up. */
    QUOTA("cluster", "QuotaExceeded"),
    /** The API server refuses the pod. */
    POD_REFUSED("cluster", "PodRefused"),
    /** The function that an address leads to is not ready. */
    FUNCTION_NOT_READY("function", "NotReady"),
    /** The queue did not confirm that an event is stored. */
    NOT_STORED("queue", "NotStored"),
    /** Code that is kept in the API server cannot be read. */
    CODE_UNREADABLE("code", "NotReadable"),
    /** A code archive cannot be fetched. */
    ARCHIVE_UNAVAILABLE("code", "ArchiveUnavailable"),
    /** The account has as many control calls under way as it may. */
    CONTROL_BUSY("control", "CallerRateLimitExceeded"),
    /** A control call failed at the API server. */
    CONTROL_FAILED("control", "ApiServerFailed");

    private final String component;
    private final String reason;

    Fault(String component, String reason) {
        this.component = component;
        this.reason = reason;
    }

    /** Which part it was. */
    public String component() {
        return component;
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /** The fault behind a reason that a pool gives for not having environments; {@link #CANNOT_START} for one we do not know. */
    public static Fault ofPool(String reason) {
        for (Fault fault : values()) {
            boolean pools = fault.component.equals("environment") || fault.component.equals("cluster");
            if (pools && fault.reason.equals(reason)) {
                return fault;
            }
        }
        return CANNOT_START;
    }
}
