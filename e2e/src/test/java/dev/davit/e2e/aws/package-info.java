/** AWS's own clients behind one interface, so that one table of calls is put to all of them. */
package dev.davit.e2e.aws;
