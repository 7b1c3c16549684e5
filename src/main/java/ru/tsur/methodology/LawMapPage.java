package ru.tsur.methodology;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** «Карта закона»: article → element → term → letter, of the set that new appeals run on. */
@Controller
class LawMapPage {

  private final Publication publication;

  LawMapPage(Publication publication) {
    this.publication = publication;
  }

  @GetMapping("/law")
  String show(Model model) {
    model.addAttribute(
        "rows", publication.current().map(set -> LawMap.of(set.files())).orElse(List.of()));
    return "law";
  }
}
