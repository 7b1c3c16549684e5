package ru.tsur.control;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealType;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;

/**
 * What the register is asked for; its state is the address of the page.
 *
 * @param from first day of receipt, inclusive
 * @param to last day of receipt, inclusive
 * @param body with the bodies below it
 * @param page from 0
 */
record RegisterFilter(
    Optional<String> number,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<BodyId> body,
    Optional<BlockId> block,
    Optional<Appeal.State> state,
    Optional<AppealType> type,
    boolean collective,
    boolean overdue,
    boolean escalated,
    boolean promised,
    boolean reopened,
    boolean redirected,
    int page) {

  /** Filters as given, what could be read of them, and what could not. */
  record Parsed(RegisterFilter filter, Map<String, String> given, Map<String, String> problems) {}

  private static final int LONGEST_NUMBER = 40;
  private static final int LAST_PAGE = 1_000_000;

  static Parsed parse(Map<String, String> parameters, Organization organization) {
    Map<String, String> problems = new LinkedHashMap<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : new String[] {"number", "from", "to", "body", "block", "state", "type"}) {
      given.put(name, parameters.getOrDefault(name, "").strip());
    }
    given.put("collective", parameters.containsKey("collective") ? "1" : "");
    given.put("overdue", parameters.containsKey("overdue") ? "1" : "");
    given.put("escalated", parameters.containsKey("escalated") ? "1" : "");
    given.put("promised", parameters.containsKey("promised") ? "1" : "");
    given.put("reopened", parameters.containsKey("reopened") ? "1" : "");
    given.put("redirected", parameters.containsKey("redirected") ? "1" : "");
    Optional<String> number = Optional.of(given.get("number")).filter(value -> !value.isEmpty());
    if (number.filter(value -> value.length() > LONGEST_NUMBER).isPresent()) {
      problems.put("number", "Номер не длиннее " + LONGEST_NUMBER + " знаков.");
      number = Optional.empty();
    }
    Optional<LocalDate> from = day("from", given, problems);
    Optional<LocalDate> to = day("to", given, problems);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      problems.put("to", "Конец периода раньше начала.");
    }
    Optional<BodyId> body =
        organization.bodies().stream()
            .map(ru.tsur.organization.Body::id)
            .filter(id -> id.value().equals(given.get("body")))
            .findFirst();
    unknown("body", body, given, problems, "Нет такого органа.");
    Optional<BlockId> block =
        organization.blocks().stream()
            .map(ru.tsur.organization.Block::id)
            .filter(id -> id.value().equals(given.get("block")))
            .findFirst();
    unknown("block", block, given, problems, "Нет такого блока.");
    Optional<Appeal.State> state = code(Appeal.State.values(), given.get("state"));
    unknown("state", state, given, problems, "Нет такого состояния.");
    Optional<AppealType> type = code(AppealType.values(), given.get("type"));
    unknown("type", type, given, problems, "Нет такого вида обращения.");
    return new Parsed(
        new RegisterFilter(
            number,
            from,
            to,
            body,
            block,
            state,
            type,
            !given.get("collective").isEmpty(),
            !given.get("overdue").isEmpty(),
            !given.get("escalated").isEmpty(),
            !given.get("promised").isEmpty(),
            !given.get("reopened").isEmpty(),
            !given.get("redirected").isEmpty(),
            page(parameters.get("page"))),
        given,
        problems);
  }

  /** The address of another page of the same rows. */
  static String address(String path, Map<String, String> given, int page) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    Map<String, Object> values = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}");
            values.put(name, value);
          }
        });
    if (page > 0) {
      address.queryParam("page", page);
    }
    return address.encode().buildAndExpand(values).toUriString();
  }

  /** The filters for the journal of views: codes and dates. */
  String journal() {
    StringBuilder text = new StringBuilder();
    number.ifPresent(value -> text.append("number=").append(value).append(' '));
    from.ifPresent(value -> text.append("from=").append(value).append(' '));
    to.ifPresent(value -> text.append("to=").append(value).append(' '));
    body.ifPresent(value -> text.append("body=").append(value.value()).append(' '));
    block.ifPresent(value -> text.append("block=").append(value.value()).append(' '));
    state.ifPresent(value -> text.append("state=").append(value).append(' '));
    type.ifPresent(value -> text.append("type=").append(value).append(' '));
    text.append(collective ? "collective " : "");
    text.append(overdue ? "overdue " : "").append(escalated ? "escalated " : "");
    text.append(promised ? "promised " : "").append(reopened ? "reopened " : "");
    text.append(redirected ? "redirected " : "");
    return text.append("page=").append(page).toString();
  }

  /** A day of a filter; a problem at its name if there is no such day. */
  static Optional<LocalDate> day(
      String name, Map<String, String> given, Map<String, String> problems) {
    if (given.get(name).isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(given.get(name));
      if (day.getYear() < 1900 || day.getYear() > 2999) {
        problems.put(name, "Год – от 1900 до 2999.");
        return Optional.empty();
      }
      return Optional.of(day);
    } catch (DateTimeParseException e) {
      problems.put(name, "Нет такой даты: укажите в виде ГГГГ-ММ-ДД.");
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> Optional<E> code(E[] all, String given) {
    return Arrays.stream(all).filter(one -> one.name().equals(given)).findFirst();
  }

  private static void unknown(
      String name,
      Optional<?> found,
      Map<String, String> given,
      Map<String, String> problems,
      String message) {
    if (found.isEmpty() && !given.get(name).isEmpty()) {
      problems.put(name, message);
    }
  }

  private static int page(String given) {
    return given != null && given.matches("\\d{1,6}")
        ? Math.min(Integer.parseInt(given), LAST_PAGE)
        : 0;
  }
}
