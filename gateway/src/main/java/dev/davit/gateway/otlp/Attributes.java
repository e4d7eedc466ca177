package dev.davit.gateway.otlp;

import io.opentelemetry.api.common.AttributeKey;

/** The attributes of our spans, by their names in OpenTelemetry's semantic conventions (1.38), and a few of ours. */
final class Attributes {

    static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("faas.name");
    static final AttributeKey<String> VERSION = AttributeKey.stringKey("faas.version");
    static final AttributeKey<String> INVOCATION = AttributeKey.stringKey("faas.invocation_id");
    static final AttributeKey<String> TRIGGER = AttributeKey.stringKey("faas.trigger");
    static final AttributeKey<Boolean> COLD_START = AttributeKey.booleanKey("faas.coldstart");
    static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("faas.instance");
    static final AttributeKey<Long> MEMORY = AttributeKey.longKey("faas.max_memory");
    static final AttributeKey<String> INVOKED = AttributeKey.stringKey("faas.invoked_name");
    static final AttributeKey<String> RESOURCE_ID = AttributeKey.stringKey("cloud.resource_id");
    static final AttributeKey<String> ACCOUNT = AttributeKey.stringKey("cloud.account.id");
    static final AttributeKey<String> INVOKED_ARN = AttributeKey.stringKey("aws.lambda.invoked_arn");
    static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("aws.request_id");
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> USER_AGENT = AttributeKey.stringKey("user_agent.original");
    static final AttributeKey<String> PEER = AttributeKey.stringKey("network.peer.address");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("k8s.namespace.name");
    static final AttributeKey<String> POD = AttributeKey.stringKey("k8s.pod.name");
    static final AttributeKey<String> ERROR_COMPONENT = AttributeKey.stringKey("davit.error.component");
    static final AttributeKey<String> ERROR_REASON = AttributeKey.stringKey("davit.error.reason");

    private Attributes() {}
}
