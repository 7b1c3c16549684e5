package ru.tsur.control;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;

/**
 * What the register of outgoing letters is asked for; its state is the address of the page.
 *
 * @param number of the letter or of the appeal, or a part of it
 * @param from first day of signature, inclusive
 * @param to last day of signature, inclusive
 * @param body that signed
 */
record OutgoingFilter(
    Optional<String> number,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<BodyId> body,
    Optional<OutgoingRegister.State> state,
    int page) {

  /** Filters as given, what could be read of them, and what could not. */
  record Parsed(OutgoingFilter filter, Map<String, String> given, Map<String, String> problems) {}

  private static final int LONGEST_NUMBER = 40;

  static Parsed parse(Map<String, String> parameters, Organization organization) {
    Map<String, String> problems = new LinkedHashMap<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : new String[] {"number", "from", "to", "body", "state"}) {
      given.put(name, parameters.getOrDefault(name, "").strip());
    }
    Optional<String> number = Optional.of(given.get("number")).filter(value -> !value.isEmpty());
    if (number.filter(value -> value.length() > LONGEST_NUMBER).isPresent()) {
      problems.put("number", "Номер не длиннее " + LONGEST_NUMBER + " знаков.");
    }
    Optional<LocalDate> from = RegisterFilter.day("from", given, problems);
    Optional<LocalDate> to = RegisterFilter.day("to", given, problems);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      problems.put("to", "Конец периода раньше начала.");
    }
    Optional<BodyId> body =
        organization.bodies().stream()
            .map(Body::id)
            .filter(id -> id.value().equals(given.get("body")))
            .findFirst();
    if (body.isEmpty() && !given.get("body").isEmpty()) {
      problems.put("body", "Нет такого органа.");
    }
    Optional<OutgoingRegister.State> state = Optional.empty();
    for (OutgoingRegister.State one : OutgoingRegister.State.values()) {
      if (one.name().equals(given.get("state"))) {
        state = Optional.of(one);
      }
    }
    if (state.isEmpty() && !given.get("state").isEmpty()) {
      problems.put("state", "Нет такого состояния.");
    }
    String page = parameters.getOrDefault("page", "0");
    return new Parsed(
        new OutgoingFilter(
            number, from, to, body, state, page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0),
        given,
        problems);
  }

  /** The filters for the journal of views: codes, numbers and dates. */
  String journal() {
    StringBuilder text = new StringBuilder();
    number.ifPresent(value -> text.append("number=").append(value).append(' '));
    from.ifPresent(value -> text.append("from=").append(value).append(' '));
    to.ifPresent(value -> text.append("to=").append(value).append(' '));
    body.ifPresent(value -> text.append("body=").append(value.value()).append(' '));
    state.ifPresent(value -> text.append("state=").append(value).append(' '));
    return text.append("page=").append(page).toString();
  }
}
