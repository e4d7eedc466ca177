/**
 * What the running tasks of a service use and are asked, read once a minute for the policies that look at it: from
 * metrics.k8s.io, the Tasks for what they have, and the gateways' counters of requests. The last hour is kept in memory alone: after a restart it takes three minutes until anything is
 * scaled out again, and fifteen until anything is scaled in.
 */
package dev.davit.operator.autoscaling.metric;
