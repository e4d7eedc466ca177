/**
 * Pure: the planned times of schedules, out of the expressions of EventBridge Scheduler. Nothing here knows what time it is.
 */
package dev.davit.operator.scheduler.timetable;
