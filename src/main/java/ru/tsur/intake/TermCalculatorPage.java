package ru.tsur.intake;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import ru.tsur.deadline.Adjustment;
import ru.tsur.deadline.Deadline;
import ru.tsur.deadline.ExtensionRefused;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermRefusal;
import ru.tsur.deadline.UnknownTerm;
import ru.tsur.intake.TermCalculatorQuery.BadParameter;

/**
 * «Калькулятор сроков»: a form sent by GET, so that an answer has an address. Works without script.
 */
@Controller
class TermCalculatorPage {

  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'года', EEEE", RUSSIAN);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'года', EEEE, HH:mm", RUSSIAN);

  private final TermCalculator calculator;
  private final Clock clock;

  TermCalculatorPage(TermCalculator calculator, Clock clock) {
    this.calculator = calculator;
    this.clock = clock;
  }

  @GetMapping("/calculator")
  String show(@RequestParam Map<String, String> fields, Model model, HttpServletResponse response) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("term", fields.getOrDefault("term", "T5"));
    form.put("from", fields.getOrDefault("from", LocalDate.now(clock).toString()));
    List.of("time", "extension", "nonWorkingDay", "firstDay", "unit", "hours")
        .forEach(name -> form.put(name, fields.getOrDefault(name, "").trim()));
    model.addAttribute("form", form);
    model.addAttribute("groups", groups(calculator.terms()));
    if (fields.containsKey("term")) {
      answer(form, model, response);
    }
    return "calculator";
  }

  private void answer(Map<String, String> form, Model model, HttpServletResponse response) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    form.forEach((name, value) -> parameters.put(name, List.of(value)));
    parameters.remove("term");
    parameters.remove("time");
    if (!form.get("time").isEmpty() && !form.get("from").isEmpty()) {
      parameters.put("from", List.of(form.get("from") + "T" + form.get("time")));
    }
    try {
      Deadline deadline =
          calculator.deadline(
              form.get("term"), TermCalculatorQuery.parse(parameters, clock.getZone()));
      model.addAttribute("answer", View.of(deadline, rest(form.get("term"), parameters)));
    } catch (BadParameter e) {
      refuse(HttpStatus.BAD_REQUEST, e.parameter(), e.getMessage(), model, response);
    } catch (UnknownTerm e) {
      refuse(HttpStatus.NOT_FOUND, "term", e.getMessage(), model, response);
    } catch (ExtensionRefused e) {
      refuse(HttpStatus.UNPROCESSABLE_ENTITY, "extension", e.getMessage(), model, response);
    } catch (TermCalculator.ExtensionAskedAlone e) {
      refuse(
          HttpStatus.UNPROCESSABLE_ENTITY,
          "term",
          "Продление отдельно не считается: выберите срок ответа и укажите, на сколько дней продлить.",
          model,
          response);
    } catch (TermRefusal e) {
      refuse(HttpStatus.UNPROCESSABLE_ENTITY, "term", e.getMessage(), model, response);
    }
  }

  private static void refuse(
      HttpStatus status, String field, String message, Model model, HttpServletResponse response) {
    response.setStatus(status.value());
    model.addAttribute("wrongField", field);
    model.addAttribute("problem", message);
  }

  private static String rest(String term, Map<String, List<String>> parameters) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/api/v1/terms/{term}");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("term", term);
    parameters.forEach(
        (name, value) -> {
          if (!value.get(0).isEmpty()) {
            address.queryParam(name, "{" + name + "}");
            values.put(name, value.get(0));
          }
        });
    return address.encode().buildAndExpand(values).toUriString();
  }

  private static Map<String, List<Term>> groups(List<Term> terms) {
    return terms.stream()
        .collect(
            Collectors.groupingBy(
                TermCalculatorPage::group, LinkedHashMap::new, Collectors.toList()));
  }

  private static String group(Term term) {
    String id = term.id().value();
    if (id.matches("T\\d+(_\\w+)?")) {
      return "Обращения граждан (59-ФЗ)";
    }
    return switch (id.replaceFirst("_.*", "")) {
      case "POS" -> "Сообщения ПОС";
      case "SOCIAL" -> "Социальные сети";
      case "STEP" -> "Шаги процесса";
      default -> "Другие";
    };
  }

  /** What the page shows of a deadline. */
  record View(
      String due, String raw, String adjustment, String calendar, List<String> steps, String rest) {

    static View of(Deadline deadline, String rest) {
      return new View(
          text(deadline, deadline.due()) + (deadline.inDays() ? ", до 24:00" : ""),
          text(deadline, deadline.raw()),
          text(deadline.adjustment()),
          calendar(deadline.calendar()),
          deadline.steps(),
          rest);
    }

    private static String text(Deadline deadline, LocalDateTime moment) {
      return (deadline.inDays() ? DAY : MOMENT).format(moment);
    }

    /**
     * «производственный календарь 2024–2027 годов» of {@code RU-2024-2027}, a mark behind it kept.
     */
    private static String calendar(String version) {
      return "производственный календарь "
          + version.replaceFirst("^[A-Z]+-(\\d{4})-(\\d{4})", "$1–$2 годов");
    }

    private static String text(Adjustment adjustment) {
      return switch (adjustment) {
        case NONE -> "не переносился";
        case PRECEDING -> "перенесён на предшествующий рабочий день (D2)";
        case NEXT -> "перенесён на следующий рабочий день (D2)";
        case FORCED_NEXT -> "перенесён вперёд: раньше события закончиться не может (D3)";
        case SAME_DAY -> "в день события (D3)";
      };
    }
  }
}
