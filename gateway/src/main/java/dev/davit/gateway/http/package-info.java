/** What both HTTP servers share. Everything runs on the one owner event loop. */
package dev.davit.gateway.http;
