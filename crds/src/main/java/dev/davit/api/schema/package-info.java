/** What the CRD generator cannot say in its own annotations: value sets and list types. */
package dev.davit.api.schema;
