/** Traces with OpenTelemetry, sent by OTLP over HTTP. Nothing of this is loaded unless there is an endpoint to send to. */
package dev.davit.gateway.otlp;
