/**
 * Joins the diagrams to the register: steps that diagrams call ({@code steps}), forms of user tasks
 * ({@code forms}), the ports' implementations, and in {@code engine} the engine's configuration.
 * Start at {@link ru.tsur.workflow.AppealProcesses}. A name that a diagram calls lives as long as
 * the longest appeal.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"deadline", "organization", "appeal", "correspondence"})
package ru.tsur.workflow;
