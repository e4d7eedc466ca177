/**
 * ScalableTarget: sets the desired count of its Service. Reads ScalableTargets, their policies and Service, and each minute the
 * metrics that the policies look at; writes the status, the Service's scale subresource (field manager davit-autoscaling) and
 * events. Invariants (ADR 28): what is to be done is in the status before it is done, so no crash does it twice or forgets it;
 * what somebody else set meanwhile is left alone.
 */
package dev.davit.operator.autoscaling.scalabletarget;
