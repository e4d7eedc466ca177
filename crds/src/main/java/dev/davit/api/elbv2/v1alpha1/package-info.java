/**
 * The kinds of Elastic Load Balancing: LoadBalancer, Listener, Rule and TargetGroup, with the spec fields of ACK.
 */
package dev.davit.api.elbv2.v1alpha1;
