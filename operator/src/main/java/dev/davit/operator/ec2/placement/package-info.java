/**
 * Where workloads go: which subnets and groups they name, whether those are in force, and what a pod in a subnet looks
 * like. Pure but for reading {@code ec2.cluster}'s caches; functions and tasks use it, and nothing else makes members.
 */
package dev.davit.operator.ec2.placement;
