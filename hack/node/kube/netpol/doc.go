// Package netpol enforces NetworkPolicies on one node of the built-in cluster: a watch on the API server, a pure compile
// step, and a writer of nftables.
//
//	objects + attached pods --Compile--> Ruleset --Writer--> table inet davit-netpol
//
// The invariants (ADR 20 has the reasons):
//  1. A pod's first instruction runs behind its policies: the network plugin that attaches a pod returns only when the
//     rules hold the pod, made from policies no older than that moment. No enforcer, no new pod.
//  2. Traffic is judged by the addresses of the pods themselves, after a service's address was translated.
//  3. A pod's interface carries that pod's own address and nothing else; a pod without rules cannot send.
//  4. Every change is one nftables transaction with the differences alone; between two of them the old rules hold.
//  5. Egress is judged on the sender's node, ingress on the receiver's. What the node itself sends to its pods passes.
package netpol
