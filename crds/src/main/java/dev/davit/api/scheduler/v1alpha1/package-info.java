/**
 * The group {@code scheduler.davit.dev/v1alpha1}: Schedule, with the fields of EventBridge Scheduler in ACK's manner. Each field's
 * javadoc is its description in the CRD and in the reference; each rule has a bad fixture among the tests.
 */
package dev.davit.api.scheduler.v1alpha1;
