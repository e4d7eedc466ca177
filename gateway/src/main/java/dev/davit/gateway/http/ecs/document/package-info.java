/** Pure: what objects of the cluster look like in answers of the ECS API. */
package dev.davit.gateway.http.ecs.document;
