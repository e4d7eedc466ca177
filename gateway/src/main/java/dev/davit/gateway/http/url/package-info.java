/**
 * Function URLs: HTTP requests for a host name or path that is a function's own become events, its answers HTTP responses.
 * A URL of AuthType NONE is the only thing on the invoke port that needs no proof of who is calling: a request is either for
 * one URL, found by its raw host or raw path alone and never rewritten, or it goes on to the Invoke API as it came.
 */
package dev.davit.gateway.http.url;
