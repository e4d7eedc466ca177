/** Davit installed on a cluster, and accounts (namespaces with a caller and an access key) to test it as its users do. */
package dev.davit.testkit.davit;
