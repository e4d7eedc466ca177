/**
 * The ECS API of AWS, on the port of Invoke, for the AWS CLI and SDKs (ADR 26): a class an operation, found in one table. What it tells
 * is read from the cluster when somebody asks, through {@link dev.davit.gateway.http.ecs.EcsDirectory}; nothing is kept. It
 * creates Tasks, asks for their end, changes three fields of Services, and writes nothing else. Invariants: nobody gets what RBAC does not let
 * them do with kubectl; a token makes the same tasks however often it comes; what GitOps manages is left alone; nothing is
 * read and nothing parsed on the owner thread.
 */
package dev.davit.gateway.http.ecs;
