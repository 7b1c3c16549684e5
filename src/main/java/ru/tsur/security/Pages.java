package ru.tsur.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.tsur.organization.Role;

/** Our pages beside Tasklist: who may open each, and so sees it in the navigation. */
@Component
public class Pages {

  /** A link of the navigation. */
  public record Page(String label, String href) {}

  /**
   * @param roles any of which opens it; none: open to everybody
   */
  private record Entry(Page page, Set<Role> roles) {}

  /** Pages for whom works in the ЦУР only, though other bodies have officials of the role. */
  private static final Set<String> OF_THE_CENTRE = Set.of("/reopening");

  private static final Set<Role> EVERY_ROLE = Set.of(Role.values());

  private static final List<Entry> ALL =
      List.of(
          entry("Новое обращение", "/intake/new", Role.REGISTRAR),
          entry("Реестр обращений", "/control", Role.CONTROLLER, Role.HEAD_OF_APPARATUS),
          entry("К обращению", "/intake/running", Role.REGISTRAR),
          entry("К рассмотрению снова", "/reopening", Role.REGISTRAR, Role.CONTROLLER, Role.SIGNER),
          entry("Личный приём", "/reception", Role.REGISTRAR),
          entry("Карточки приёма", "/receptions", Role.REGISTRAR, Role.CONTROLLER),
          entry("Электронные письма", "/emails", Role.REGISTRAR, Role.CONTROLLER),
          entry("Исходящие", "/outgoing", Role.REGISTRAR, Role.CONTROLLER),
          entry("Сбои", "/failures", Role.ADMINISTRATOR),
          entry("Органы и блоки", "/organization", Role.ADMINISTRATOR),
          entry("Замещение", "/substitutions", Role.ADMINISTRATOR),
          entry("Схемы и таблицы", "/methodology", Role.METHODOLOGIST),
          entry("Календарь", "/calendar", Role.METHODOLOGIST),
          entry(
              "Карта закона",
              "/law",
              Role.METHODOLOGIST,
              Role.CONTROLLER,
              Role.HEAD_OF_APPARATUS,
              Role.COORDINATOR),
          entry("Проверка", "/check", Role.ADMINISTRATOR, Role.CONTROLLER),
          entry("Моё замещение", "/absence", Role.values()),
          entry("Калькулятор сроков", "/calculator"),
          entry("Сменить пароль", "/password", Role.values()));

  /** What not every official may open: the part of the product a page begins, and who may. */
  static Map<String, Set<Role>> closed() {
    return ALL.stream()
        .filter(entry -> !entry.roles().isEmpty() && !entry.roles().equals(EVERY_ROLE))
        .collect(
            Collectors.toMap(
                entry -> part(entry.page().href()),
                Entry::roles,
                (one, other) -> {
                  if (!one.equals(other)) {
                    throw new IllegalStateException("One part of the product, two sets of roles");
                  }
                  return one;
                }));
  }

  /** {@code /intake} of {@code /intake/new}. */
  private static String part(String href) {
    return "/" + href.split("/", 3)[1];
  }

  private final CurrentOfficial current;

  Pages(CurrentOfficial current) {
    this.current = current;
  }

  /** What the signed-in official, or a guest, may open. */
  public List<Page> open() {
    return ALL.stream()
        .filter(entry -> entry.roles().isEmpty() || entry.roles().stream().anyMatch(current::has))
        .filter(
            entry ->
                !OF_THE_CENTRE.contains(entry.page().href()) || current.scope().seesEveryAppeal())
        .map(Entry::page)
        .toList();
  }

  private static Entry entry(String label, String href, Role... roles) {
    return new Entry(new Page(label, href), Set.of(roles));
  }
}
