/** Pure: the cluster's objects in the words of Lambda's control API. What has no value is left out, as on AWS. */
package dev.davit.gateway.http.control.document;
