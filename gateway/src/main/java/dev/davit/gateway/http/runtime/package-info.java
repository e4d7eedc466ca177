/**
 * The Lambda Runtime API (port 9001), served to environments. A class a route. Every request's caller is proven by its host
 * name before anything else; who is not is answered 403.
 */
package dev.davit.gateway.http.runtime;
