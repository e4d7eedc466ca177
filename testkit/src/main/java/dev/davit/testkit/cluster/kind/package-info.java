/**
 * Kind nodes as containers that Testcontainers starts: privileged, with systemd, containerd, kubelet and kubeadm inside. What the
 * {@code kind} program does to make a cluster of them is done here, because it is no library and its Java sister makes
 * clusters of one node. Clusters are found by their containers' names, so that scripts and tests of several processes share them.
 */
package dev.davit.testkit.cluster.kind;
