/**
 * The group {@code lambda.davit.dev/v1alpha1}: Function, Version, Alias, FunctionURLConfig, with the spec fields of ACK. Each field's
 * javadoc is its description in the CRD and in the reference; each rule has a bad fixture among the tests.
 */
package dev.davit.api.lambda.v1alpha1;
