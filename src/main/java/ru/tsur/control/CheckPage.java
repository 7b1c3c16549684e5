package ru.tsur.control;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import ru.tsur.security.ViewJournal;

/** {@link Check} as a page for administrator and controller. */
@Controller
class CheckPage {

  record Line(String name, String holds, List<String> findings) {}

  private final Check check;
  private final ViewJournal journal;

  CheckPage(Check check, ViewJournal journal) {
    this.check = check;
    this.journal = journal;
  }

  @GetMapping("/check")
  String show(Model model) {
    List<Check.Finding> findings = check.findings();
    journal.viewed("check", "findings=" + findings.size());
    model.addAttribute("count", findings.size());
    model.addAttribute(
        "lines",
        check.rules().stream()
            .map(
                rule ->
                    new Line(
                        rule.name(),
                        rule.holds().title(),
                        findings.stream()
                            .filter(finding -> finding.rule().equals(rule))
                            .map(Check.Finding::text)
                            .toList()))
            .toList());
    return "check";
  }
}
