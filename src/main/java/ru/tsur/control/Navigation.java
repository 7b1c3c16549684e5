package ru.tsur.control;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import ru.tsur.organization.Official;
import ru.tsur.security.CurrentOfficial;
import ru.tsur.security.Pages;

/** The links of the layout's header for our pages, by role. */
@ControllerAdvice(annotations = Controller.class)
class Navigation {

  private static final Pages.Page TASKS =
      new Pages.Page("Задачи", "/camunda/app/tasklist/default/");

  private final CurrentOfficial current;
  private final Pages pages;

  Navigation(CurrentOfficial current, Pages pages) {
    this.current = current;
    this.pages = pages;
  }

  @ModelAttribute("userName")
  String userName() {
    return current.find().map(Official::shortName).orElse(null);
  }

  @ModelAttribute("pages")
  List<Pages.Page> pages() {
    return Stream.concat(Stream.of(TASKS), pages.open().stream()).toList();
  }
}
