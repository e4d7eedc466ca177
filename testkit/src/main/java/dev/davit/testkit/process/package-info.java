/** Other programs run by tests, and where the repository's files are. */
package dev.davit.testkit.process;
