/**
 * The group {@code applicationautoscaling.davit.dev/v1alpha1}: ScalableTarget and ScalingPolicy, with the fields of ACK's kinds and of
 * Application Auto Scaling's API. Each field's javadoc is its description in the CRD and in the reference; each rule has a bad
 * fixture among the tests.
 */
package dev.davit.api.applicationautoscaling.v1alpha1;
