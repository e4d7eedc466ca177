/**
 * The group {@code davit.dev/v1alpha1}: FunctionRevision and EnvironmentPool, which Davit writes itself, and Runtime. The
 * pool's spec is the contract between operator and gateway: each owns its fields by server-side apply.
 */
package dev.davit.api.davit.v1alpha1;
