package dev.davit.gateway.kernel;

/** Every way the gateway itself refuses or fails a call, with AWS's error type, its HTTP status and who is to blame. */
public enum ErrorCode {
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 403, Form.AUTH),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 403, Form.AUTH),
    INVALID_SIGNATURE("InvalidSignatureException", 403, Form.AUTH),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", 403, Form.AUTH),
    ACCESS_DENIED("AccessDeniedException", 403, Form.ACCESS),
    UNKNOWN_OPERATION("UnknownOperationException", 404, Form.AUTH),
    NOT_FOUND("ResourceNotFoundException", 404, Form.USER),
    PROVISIONED_CONCURRENCY_NOT_FOUND("ProvisionedConcurrencyConfigNotFoundException", 404, Form.CALLER),
    CONFLICT("ResourceConflictException", 409, Form.CALLER),
    INVALID_PARAMETER("InvalidParameterValueException", 400, Form.CALLER),
    NO_PUBLISHED_VERSION("NoPublishedVersionException", 400, Form.USER),
    UNSUPPORTED_OPERATION("UnsupportedOperationException", 400, Form.USER),
    INVALID_CONTENT("InvalidRequestContentException", 400, Form.CALLER),
    VALIDATION("ValidationException", 400, Form.AUTH),
    TOO_LARGE("RequestEntityTooLargeException", 413, Form.ACCESS),
    THROTTLED("TooManyRequestsException", 429, Form.CALLER),
    SERVICE("ServiceException", 500, Form.SERVICE),
    ENVIRONMENT_FAILED("ServiceException", 502, Form.SERVICE),
    UNAVAILABLE("ServiceUnavailableException", 503, Form.SERVICE),
    ECS_ACCESS_DENIED("AccessDeniedException", 400, Form.TYPED),
    ECS_CLIENT("ClientException", 400, Form.TYPED),
    ECS_CLUSTER_NOT_FOUND("ClusterNotFoundException", 400, Form.TYPED),
    ECS_CONFLICT("ConflictException", 400, Form.TYPED),
    ECS_INVALID_PARAMETER("InvalidParameterException", 400, Form.TYPED),
    ECS_PLATFORM_UNKNOWN("PlatformUnknownException", 400, Form.TYPED),
    ECS_SERIALIZATION("SerializationException", 400, Form.TYPED),
    ECS_SERVICE_NOT_ACTIVE("ServiceNotActiveException", 400, Form.TYPED),
    ECS_SERVICE_NOT_FOUND("ServiceNotFoundException", 400, Form.TYPED),
    ECS_THROTTLED("ThrottlingException", 400, Form.TYPED),
    ECS_UNKNOWN_OPERATION("UnknownOperationException", 400, Form.TYPED),
    ECS_UNSUPPORTED("UnsupportedFeatureException", 400, Form.TYPED),
    ECS_SERVER("ServerException", 500, Form.TYPED);

    /** How AWS writes the error's body. */
    public enum Form {
        /** {@code {"Type":"User","Message":…}}: the errors of Lambda's model that are the caller's. */
        USER,
        /** {@code {"Type":"User","message":…}}: those of them that the model gives a small letter. */
        CALLER,
        /** {@code {"Type":"Service","Message":…}}: the errors of Lambda's model that are ours. */
        SERVICE,
        /** {@code {"message":…}}: what AWS's front door answers before Lambda sees the call. */
        AUTH,
        /** {@code {"Message":…}}: authorization, and what is too large to be read. */
        ACCESS,
        /** {@code {"__type":…,"message":…}}: all errors of services that speak AWS's JSON protocol. */
        TYPED
    }

    private final String type;
    private final int status;
    private final Form form;

    ErrorCode(String type, int status, Form form) {
        this.type = type;
        this.status = status;
        this.form = form;
    }

    /** AWS's error type, also the value of {@code x-amzn-ErrorType}. */
    public String type() {
        return type;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The form of the body. */
    public Form form() {
        return form;
    }

    /** Whether the same call may succeed later without a change by the caller. */
    public boolean retryable() {
        return status == 429 || status >= 500 || this == ECS_THROTTLED;
    }
}
