package ru.tsur.control;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.tsur.appeal.Appeal;
import ru.tsur.security.ViewJournal;

/** «Сбои»: what failed for good, why, since when, try again. Administrator only. */
@Controller
class FailuresPage {

  record Line(
      String what,
      String why,
      String advice,
      String error,
      String since,
      String number,
      String retry) {}

  private final Failures failures;
  private final Names names;
  private final ViewJournal journal;

  FailuresPage(Failures failures, Names names, ViewJournal journal) {
    this.failures = failures;
    this.names = names;
    this.journal = journal;
  }

  @GetMapping("/failures")
  String show(Model model) {
    journal.viewed("failures", (String) null);
    model.addAttribute("lines", failures.all().stream().map(this::line).toList());
    return "failures";
  }

  @PostMapping("/failures/{id}/retry")
  String retry(@PathVariable String id, RedirectAttributes flash) {
    journal.viewed("failures/retry", "job=" + id);
    return back(failures.retryJob(id), flash);
  }

  @PostMapping("/failures/steps/{id}/retry")
  String retryStep(@PathVariable String id, RedirectAttributes flash) {
    journal.viewed("failures/retry", "step=" + id);
    return back(failures.retryStep(id), flash);
  }

  private static String back(boolean tried, RedirectAttributes flash) {
    flash.addFlashAttribute(
        "message",
        tried
            ? "Шаг будет выполнен ещё раз в ближайшие секунды. Обновите страницу."
            : "Этого сбоя уже нет: шаг выполнен, отменён или повторяется.");
    return "redirect:/failures";
  }

  private Line line(Failures.Failure failure) {
    return new Line(
        failure.what(),
        failure.why().cause(),
        failure.why().advice(),
        failure.why().error(),
        names.moment(failure.since()),
        failure.appeal().map(Appeal::numberOrNone).orElse("–"),
        switch (failure.kind()) {
          case JOB -> "/failures/" + failure.id() + "/retry";
          case EXTERNAL -> "/failures/steps/" + failure.id() + "/retry";
          case LETTER -> null;
        });
  }
}
