/**
 * What both programs know of Fargate's rules: the order in which the containers of a task start, what each gets of the task's
 * size, and whose role it has. Pure.
 */
package dev.davit.api.fargate;
