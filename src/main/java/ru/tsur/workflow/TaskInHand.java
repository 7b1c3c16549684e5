package ru.tsur.workflow;

import java.util.Map;
import java.util.Optional;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Tenant;

/**
 * A user task as a form sees it.
 *
 * @param element id of the user task in its diagram
 * @param variables codes and ids that the process knows at this place
 * @param actor who has it in hand, in the position that lets him do it
 */
public record TaskInHand(
    String id,
    String element,
    AppealId appeal,
    Tenant tenant,
    Map<String, Object> variables,
    Actor actor) {

  public Optional<String> code(String variable) {
    return Optional.ofNullable(variables.get(variable))
        .map(Object::toString)
        .filter(value -> !value.isBlank());
  }

  public AssignmentId assignment() {
    return AssignmentId.of(code("assignment").orElseThrow());
  }

  public boolean is(String variable, boolean value) {
    return Boolean.valueOf(value).equals(variables.get(variable));
  }
}
