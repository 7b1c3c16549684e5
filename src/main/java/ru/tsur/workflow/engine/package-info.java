/**
 * The process engine, closed: expressions that reach named beans only, no scripts and no classes,
 * tenants and the guard, users from our tables, one clock. Start at {@link
 * ru.tsur.workflow.engine.EngineConfiguration}; others use {@link
 * ru.tsur.workflow.engine.EngineAccess}, {@link ru.tsur.workflow.engine.ExpressionAllowlist} and
 * {@link ru.tsur.workflow.engine.DiagramSafety}.
 */
@NamedInterface("engine")
package ru.tsur.workflow.engine;

import org.springframework.modulith.NamedInterface;
