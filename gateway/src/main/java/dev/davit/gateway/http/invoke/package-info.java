/** The AWS Lambda Invoke API (port 9000). A class a route; errors leave through one mapper. */
package dev.davit.gateway.http.invoke;
