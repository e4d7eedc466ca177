/**
 * The network model, pure: what VPCs, subnets and security groups mean ({@link dev.davit.network.Network},
 * {@link dev.davit.network.SecurityModel}), what NetworkPolicies do ({@link dev.davit.network.PolicyEvaluator}), and a
 * command that answers whether one pod reaches another. The operator compiles the one into the other; tests hold the two
 * against each other.
 */
package dev.davit.network;
