package dev.davit.gateway.http.url;

/**
 * The function URL that a request is for.
 *
 * @param id the URL's id
 * @param rawPath the path behind it as sent, beginning with a slash
 * @param rawQuery the query as sent, without its question mark; empty when there is none
 */
record UrlTarget(String id, String rawPath, String rawQuery) {}
