package ru.tsur.security;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.organization.Role;

/** Our pages beside Tasklist, as the signed-in official's navigation shows them. */
@Component
public class Pages {

  /** A link of the navigation. */
  public record Page(String label, String href) {}

  /**
   * @param roles any of which opens it; none: open to everybody
   */
  private record Entry(Page page, Set<Role> roles) {}

  private static final List<Entry> ALL =
      List.of(
          entry("Новое обращение", "/intake/new", Role.REGISTRAR),
          entry("Реестр обращений", "/control", Role.CONTROLLER, Role.HEAD_OF_APPARATUS),
          entry("Сбои", "/failures", Role.ADMINISTRATOR),
          entry("Органы и блоки", "/organization", Role.ADMINISTRATOR),
          entry("Схемы и таблицы", "/methodology", Role.METHODOLOGIST),
          entry("Проверка", "/check", Role.ADMINISTRATOR, Role.CONTROLLER),
          entry("Калькулятор сроков", "/calculator"),
          entry("Сменить пароль", "/password", Role.values()));

  private final CurrentOfficial current;

  Pages(CurrentOfficial current) {
    this.current = current;
  }

  /** What the signed-in official, or a guest, may open. */
  public List<Page> open() {
    return ALL.stream()
        .filter(entry -> entry.roles().isEmpty() || entry.roles().stream().anyMatch(current::has))
        .map(Entry::page)
        .toList();
  }

  private static Entry entry(String label, String href, Role... roles) {
    return new Entry(new Page(label, href), Set.of(roles));
  }
}
