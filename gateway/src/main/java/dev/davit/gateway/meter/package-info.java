/** What is counted, as a port: names after CloudWatch, labels namespace and function only. */
package dev.davit.gateway.meter;
