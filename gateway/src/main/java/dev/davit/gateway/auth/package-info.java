/**
 * Who calls, and may they: AWS signatures, bearer tokens and RBAC. Pure but for two ports that ask the API
 * server ({@link dev.davit.gateway.auth.TokenReviewer}, {@link dev.davit.gateway.auth.AccessReviewer}); what they say is
 * cached for seconds. Invariants: fails closed; no secret, token or signature leaves in a message, a log line or a
 * {@code toString}.
 */
package dev.davit.gateway.auth;
