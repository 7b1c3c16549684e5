package ru.tsur.control;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import ru.tsur.organization.Official;
import ru.tsur.organization.Role;
import ru.tsur.security.CurrentOfficial;

/** The links of the layout's header for our pages, by role. */
@ControllerAdvice(annotations = Controller.class)
class Navigation {

  record Link(String label, String href) {}

  private final CurrentOfficial current;

  Navigation(CurrentOfficial current) {
    this.current = current;
  }

  @ModelAttribute("userName")
  String userName() {
    return current.find().map(Official::shortName).orElse(null);
  }

  @ModelAttribute("pages")
  List<Link> pages() {
    List<Link> pages = new ArrayList<>();
    pages.add(new Link("Задачи", "/camunda/app/tasklist/default/"));
    boolean controller = current.has(Role.CONTROLLER);
    boolean administrator = current.has(Role.ADMINISTRATOR);
    if (current.has(Role.REGISTRAR)) {
      pages.add(new Link("Новое обращение", "/intake/new"));
    }
    if (controller || current.has(Role.HEAD_OF_APPARATUS)) {
      pages.add(new Link("Контроль", "/control"));
    }
    if (administrator) {
      pages.add(new Link("Сбои", "/failures"));
      pages.add(new Link("Организация", "/organization"));
    }
    if (administrator || controller) {
      pages.add(new Link("Проверка", "/check"));
    }
    pages.add(new Link("Калькулятор сроков", "/calculator"));
    return pages;
  }
}
