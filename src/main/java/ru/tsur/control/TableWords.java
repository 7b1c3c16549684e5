package ru.tsur.control;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.Outcome;
import ru.tsur.organization.Role;

/** What goes into a table and comes out of it, in words: the tables themselves know codes only. */
@Component
class TableWords {

  private final Names names;

  TableWords(Names names) {
    this.names = names;
  }

  /**
   * @param column what an input column asks, or the name of an output
   * @return the value as it stands where the column is not one of ours
   */
  String of(String column, Object value) {
    if (value == null || value.toString().isEmpty()) {
      return "–";
    }
    String code = value.toString();
    if (value instanceof Boolean answer) {
      return answer ? "да" : "нет";
    }
    return switch (String.valueOf(column)) {
      case "theme" -> names.theme(code);
      case "municipality", "body" -> names.body(code);
      case "block" -> names.block(code);
      case "type" -> title(AppealType.values(), AppealType::title, code);
      case "outcome" -> title(Outcome.Kind.values(), Outcome.Kind::title, code);
      case "addressee" ->
          title(DocumentRequest.Addressee.values(), DocumentRequest.Addressee::title, code);
      case "enclosure" ->
          title(DocumentRequest.Enclosure.values(), DocumentRequest.Enclosure::title, code);
      case "verdict" -> verdict(code);
      case "term" -> names.term(code);
      case "level" -> code.matches("\\d+") ? code + "-я" : code;
      case "order" -> order(code);
      case "approvers" ->
          Arrays.stream(code.split(",")).map(TableWords::role).collect(Collectors.joining(", "));
      default -> code;
    };
  }

  private static <E extends Enum<E>> String title(E[] all, Function<E, String> title, String code) {
    return Stream.of(all)
        .filter(one -> one.name().equals(code))
        .map(title)
        .findFirst()
        .orElse(code);
  }

  private static String verdict(String code) {
    return switch (code) {
      case "ALLOWED" -> "можно";
      case "REFUSED" -> "нельзя";
      default -> code;
    };
  }

  private static String order(String code) {
    return switch (code) {
      case "IN_TURN" -> "по очереди";
      case "PARALLEL" -> "одновременно";
      default -> code;
    };
  }

  private static String role(String prefix) {
    return Stream.of(Role.values())
        .filter(role -> role.prefix().equals(prefix.strip()))
        .map(Role::title)
        .findFirst()
        .orElse(prefix.strip());
  }
}
