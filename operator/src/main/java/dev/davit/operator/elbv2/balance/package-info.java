/** What the kinds of Elastic Load Balancing have in common: who is looked at, where actions lead, which attributes there are. */
package dev.davit.operator.elbv2.balance;
