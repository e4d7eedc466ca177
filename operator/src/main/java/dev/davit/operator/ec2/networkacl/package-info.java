/**
 * NetworkACL: says whether its entries are in force. Owns nothing; reads the namespace's network and what the cluster serves;
 * writes the ACL's status.
 */
package dev.davit.operator.ec2.networkacl;
