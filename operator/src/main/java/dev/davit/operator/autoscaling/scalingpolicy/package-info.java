/**
 * ScalingPolicy: says whether it can be followed. Reads ScalingPolicies and ScalableTargets; writes the status and events. What
 * follows policies is the reconciler of their ScalableTarget.
 */
package dev.davit.operator.autoscaling.scalingpolicy;
