package ru.tsur.control;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Reception;
import ru.tsur.appeal.Receptions;
import ru.tsur.security.CurrentOfficial;
import ru.tsur.security.ViewJournal;

/** The cards of personal reception (59-ФЗ art. 13), for registrar and controller. */
@Controller
class ReceptionsPage {

  static final int AT_ONCE = 50;

  record Line(
      String number,
      String heldOn,
      String receiver,
      String person,
      String document,
      String substance,
      String result,
      String answer,
      String appeal) {}

  private final Receptions receptions;
  private final Appeals appeals;
  private final Complaints complaints;
  private final CurrentOfficial current;
  private final Names names;
  private final ViewJournal journal;

  ReceptionsPage(
      Receptions receptions,
      Appeals appeals,
      Complaints complaints,
      CurrentOfficial current,
      Names names,
      ViewJournal journal) {
    this.complaints = complaints;
    this.current = current;
    this.receptions = receptions;
    this.appeals = appeals;
    this.names = names;
    this.journal = journal;
  }

  @GetMapping("/receptions")
  String show(@RequestParam(defaultValue = "0") int page, Model model) {
    int shown = Math.min(Math.max(page, 0), 100_000);
    journal.viewed("receptions", "page=" + shown);
    List<Reception> found = receptions.page(shown * AT_ONCE, AT_ONCE + 1);
    model.addAttribute(
        "lines", found.stream().limit(AT_ONCE).filter(this::isShown).map(this::line).toList());
    model.addAttribute(
        "earlier", found.size() > AT_ONCE ? "/receptions?page=" + (shown + 1) : null);
    model.addAttribute("later", shown > 0 ? "/receptions?page=" + (shown - 1) : null);
    return "receptions";
  }

  /** A card of a complaint is not shown to whom it is on (art. 8 p. 6). */
  private boolean isShown(Reception card) {
    return card.appeal()
        .or(card::earlier)
        .filter(appeal -> complaints.isHiddenFrom(appeal, current.official().id()))
        .isEmpty();
  }

  private Line line(Reception card) {
    return new Line(
        card.number(),
        names.due(card.heldOn().atTime(23, 59)),
        names.official(card.receiver().value()),
        card.person().name() + (card.priority() ? " (вне очереди, ст. 13 ч. 7)" : ""),
        card.document().title(),
        card.substance(),
        card.result().title() + " (" + card.result().article() + ")",
        card.answer(),
        card.appeal()
            .or(card::earlier)
            .map(id -> "№ " + appeals.appeal(id).numberOrNone())
            .orElse(""));
  }
}
