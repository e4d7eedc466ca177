/**
 * The reading side of Lambda's control API, on the port of Invoke, for the AWS CLI and SDKs: a class an operation, found in one
 * table. What it tells is read from the cluster when somebody asks, through {@link
 * dev.davit.gateway.http.control.FunctionDirectory}; nothing is kept. Operations that write are refused, for functions are
 * resources of the cluster. Invariants: nobody is told what RBAC does not let them read; an account is told of itself only;
 * nothing is read on the owner thread.
 */
package dev.davit.gateway.http.control;
