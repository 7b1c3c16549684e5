package ru.tsur.workflow.forms;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.GovernorsTerm;
import ru.tsur.appeal.JointConsideration;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Repeats;
import ru.tsur.workflow.OutcomeRules;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Определить порядок рассмотрения»: consideration, or an outcome of articles 8 and 11, of the
 * whole appeal or of single questions; themes of what is considered; or a duplicate of an open
 * appeal is joined to it.
 */
@Component
class TriageForm implements TaskForm {

  private static final String CONSIDER = "CONSIDER";
  private static final String JOIN = "JOIN";
  private static final int MOST_RECIPIENTS = 10;
  private static final int LONGEST_RECIPIENT = 300;

  private final Appeals appeals;
  private final Questions questions;
  private final Outcomes outcomes;
  private final OutcomeRules rules;
  private final ComplaintFields complaint;
  private final OfferedRepeats offered;
  private final OfferedFirsts firsts;
  private final Choices choices;
  private final GovernorsTerm governorsTerm;
  private final ConsideredAgain again;

  TriageForm(
      Appeals appeals,
      Questions questions,
      Outcomes outcomes,
      OutcomeRules rules,
      ComplaintFields complaint,
      OfferedRepeats offered,
      OfferedFirsts firsts,
      Choices choices,
      GovernorsTerm governorsTerm,
      ConsideredAgain again) {
    this.again = again;
    this.complaint = complaint;
    this.offered = offered;
    this.firsts = firsts;
    this.appeals = appeals;
    this.questions = questions;
    this.outcomes = outcomes;
    this.rules = rules;
    this.choices = choices;
    this.governorsTerm = governorsTerm;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_Triage");
  }

  @Override
  public Shown show(TaskInHand task) {
    Appeal appeal = appeals.appeal(task.appeal());
    boolean anew = again.is(task.appeal()); // it is considered, nothing else
    Map<String, Object> values = new LinkedHashMap<>();
    values.putAll(again.show(task.appeal()));
    values.putAll(complaint.show());
    values.put("triage", CONSIDER);
    List<Repeats.Offer> alike = offered.offers(task, appeal.applicant());
    List<Option> offers = alike.stream().map(one -> new Option(one.value(), one.label())).toList();
    values.put("offers", offers.stream().map(one -> Map.of("label", one.label())).toList());
    values.put("offer", "");
    values.put(JointConsideration.FIELD, "");
    values.put("governor", "NO");
    values.putAll(details());
    values.put(
        "questions",
        (anew ? questions.considered(task.appeal()) : questions.of(task.appeal()))
            .stream()
                .map(
                    question -> {
                      Map<String, Object> row = StatedQuestions.row(question);
                      row.put("outcome", "");
                      row.putAll(details());
                      return row;
                    })
                .toList());
    List<Option> joins = anew ? List.of() : firsts.options(task, alike);
    List<Outcome.Kind> kinds = anew ? List.of() : List.of(Outcome.Kind.values());
    return new Shown(
        values,
        Map.of(
            "complaints",
            ComplaintFields.ANSWERS,
            "subjects",
            choices.subjects(),
            "offers",
            offers,
            "triages",
            Stream.concat(
                    Stream.concat(
                        Stream.of(new Option(CONSIDER, "Рассмотреть (ст. 9 ч. 1)")),
                        Stream.of(new Option(JOIN, "Присоединить к открытому, которое дублирует"))
                            .filter(one -> !joins.isEmpty())),
                    kinds.stream().map(TriageForm::option))
                .toList(),
            "outcomes",
            kinds.stream().filter(Outcome.Kind::ofParts).map(TriageForm::option).toList(),
            "yesno",
            List.of(new Option("NO", "Нет"), new Option("YES", "Да")),
            "themes",
            choices.themes(),
            "firsts",
            joins,
            "municipalities",
            choices.municipalities()));
  }

  private static Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("recipients", "");
    details.put("ground", "");
    details.put("unlawful", "NO");
    details.put("arguments", "NO");
    details.put("decision", "");
    details.put("link", "");
    return details;
  }

  private static Option option(Outcome.Kind kind) {
    String title = kind.title();
    return new Option(
        kind.name(),
        title.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
            + title.substring(1)
            + " ("
            + kind.article()
            + ")");
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String triage = typed.required("triage", "Выберите решение.");
    if (again.is(task.appeal())) {
      Repeats.chosen(typed.text("offer").orElse(""))
          .ifPresent(earlier -> appeals.link(task.appeal(), earlier, task.actor()));
      again.apply(task.appeal(), triage, typed);
      appeals.takeIntoWork(task.appeal(), true, task.actor());
      return Map.of("triage", CONSIDER, "merits", "ANY");
    }
    complaint.apply(task, typed);
    Repeats.chosen(typed.text("offer").orElse(""))
        .ifPresent(earlier -> appeals.link(task.appeal(), earlier, task.actor()));
    if (triage.equals(JOIN)) {
      return Map.of(
          "triage",
          triage,
          "merits",
          "NONE",
          JointConsideration.FIELD,
          firsts.chosen(task, typed).toString());
    }
    if (triage.equals(CONSIDER)) {
      Appeal appeal = appeals.appeal(task.appeal());
      if (!OutcomeRules.hasName(appeal) || !OutcomeRules.hasAddress(appeal)) {
        throw typed.refuse(
            "triage",
            "Фамилия или адрес для ответа не указаны: ответ не даётся (ст. 11 ч. 1). Выберите этот исход.");
      }
      considered(task, typed);
      if (typed.text("governor").filter("YES"::equals).isPresent()) {
        governorsTerm.apply(task.appeal(), "governor", task.actor());
      }
    } else {
      whole(task, typed, kind(typed, "triage"));
    }
    boolean considers = triage.equals(CONSIDER) && !questions.considered(task.appeal()).isEmpty();
    appeals.takeIntoWork(task.appeal(), considers, task.actor());
    return Map.of("triage", triage, "merits", considers ? "ANY" : "NONE");
  }

  private void whole(TaskInHand task, Typed typed, Outcome.Kind kind) {
    Outcomes.Stated stated = stated(task, typed, kind, List.of());
    outcomes.decide(
        task.appeal(),
        stated,
        rules.allowed(task, stated, arguments(typed), "triage"),
        task.actor());
  }

  /** What is stated of the questions, and the outcomes of those that are not considered. */
  private void considered(TaskInHand task, Typed typed) {
    // without a theme the routing table answers «не определено», and the coordinator decides
    questions.state(task.appeal(), StatedQuestions.read(typed, false));
    Map<Outcome.Kind, List<Outcomes.Stated>> rows = new EnumMap<>(Outcome.Kind.class);
    List<Typed> all = typed.list("questions");
    for (int i = 0; i < all.size(); i++) {
      Typed row = all.get(i);
      boolean other = row.text("outcome").isPresent();
      if (other) {
        Outcome.Kind kind = kind(row, "outcome");
        if (!kind.ofParts()) {
          throw row.refuse(
              "outcome", "По " + kind.article() + " решение принимается об обращении в целом.");
        }
        Outcomes.Stated stated = stated(task, row, kind, List.of(i + 1));
        rules.allowed(task, stated, arguments(row), row.path("outcome"));
        rows.computeIfAbsent(kind, none -> new ArrayList<>()).add(stated);
      }
    }
    rows.forEach(
        (kind, stated) -> {
          Outcomes.Stated together = together(kind, stated);
          outcomes.decide(
              task.appeal(),
              together,
              rules.allowed(task, together, false, "questions"),
              task.actor());
        });
  }

  /** Questions with the same outcome get one letter. */
  private static Outcomes.Stated together(Outcome.Kind kind, List<Outcomes.Stated> rows) {
    return new Outcomes.Stated(
        kind,
        rows.stream().flatMap(row -> row.questions().stream()).toList(),
        rows.stream().flatMap(row -> row.recipients().stream()).distinct().toList(),
        joined(rows.stream().map(Outcomes.Stated::ground)),
        rows.stream().anyMatch(Outcomes.Stated::unlawful),
        joined(rows.stream().map(Outcomes.Stated::decision)),
        joined(rows.stream().map(Outcomes.Stated::link)));
  }

  private static String joined(Stream<String> texts) {
    return String.join(
        "; ",
        texts
            .filter(text -> !text.isBlank())
            .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new)));
  }

  private Outcomes.Stated stated(
      TaskInHand task, Typed typed, Outcome.Kind kind, List<Integer> ordinals) {
    List<String> recipients = kind.isSent() ? recipients(typed) : List.of();
    complaint.check(task.appeal(), kind, recipients, typed);
    return new Outcomes.Stated(
        kind,
        ordinals,
        recipients,
        typed.required(
            "ground", 2000, "Напишите основание решения: факты, по которым статья применяется."),
        typed.text("unlawful").filter("YES"::equals).isPresent(),
        limited(typed, "decision", 300),
        link(typed));
  }

  private static String link(Typed typed) {
    String link = limited(typed, "link", 500);
    if (!link.isEmpty() && !link.matches("https?://[^\\s/]+\\.[^\\s/]+(/\\S*)?")) {
      throw typed.refuse("link", "Укажите адрес страницы целиком: https://…");
    }
    return link;
  }

  private static List<String> recipients(Typed typed) {
    List<String> all =
        typed.text("recipients").stream()
            .flatMap(String::lines)
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .distinct()
            .toList();
    if (all.size() > MOST_RECIPIENTS) {
      throw typed.refuse("recipients", "Не больше " + MOST_RECIPIENTS + " адресатов.");
    }
    if (all.stream().anyMatch(name -> name.length() > LONGEST_RECIPIENT)) {
      throw typed.refuse("recipients", "Каждый адресат – с новой строки, не длиннее 300 знаков.");
    }
    return all;
  }

  private static boolean arguments(Typed typed) {
    return typed.text("arguments").filter("YES"::equals).isPresent();
  }

  private static String limited(Typed typed, String field, int longest) {
    return typed.text(field).isEmpty() ? "" : typed.required(field, longest, "");
  }

  private static Outcome.Kind kind(Typed typed, String field) {
    return typed.code(field, Outcome.Kind.class, "Выберите решение из списка.");
  }
}
