/** Forms of user tasks, one class each, found by the ids of the tasks they serve. */
@org.springframework.modulith.NamedInterface("forms")
package ru.tsur.workflow.forms;
