package ru.tsur.intake;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.tsur.deadline.Deadline;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermRefusal;
import ru.tsur.deadline.UnknownTerm;

/** The calculator of terms over REST. Open to everybody: it tells nothing about anyone. */
@RestController
@RequestMapping("/api/v1/terms")
class TermCalculatorApi {

  private final TermCalculator calculator;
  private final Clock clock;

  TermCalculatorApi(TermCalculator calculator, Clock clock) {
    this.calculator = calculator;
    this.clock = clock;
  }

  @GetMapping
  List<Row> terms() {
    return calculator.terms().stream().map(Row::of).toList();
  }

  @GetMapping("/{id}")
  Answer deadline(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
    TermCalculatorQuery query = TermCalculatorQuery.parse(parameters, clock.getZone());
    return Answer.of(calculator.deadline(id, query), query);
  }

  @ExceptionHandler
  ProblemDetail refused(TermCalculatorQuery.BadParameter e) {
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "Неверный параметр",
            "Параметр «" + e.parameter() + "»: " + e.getMessage());
    problem.setProperty("parameter", e.parameter());
    problem.setProperty(
        "errors", List.of(Map.of("field", e.parameter(), "message", e.getMessage())));
    return problem;
  }

  @ExceptionHandler
  ProblemDetail refused(UnknownTerm e) {
    return problem(HttpStatus.NOT_FOUND, "Неизвестный срок", e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(TermRefusal e) {
    return problem(HttpStatus.UNPROCESSABLE_ENTITY, "Срок не посчитан", e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail refused(TermCalculator.ExtensionAskedAlone e) {
    return problem(HttpStatus.UNPROCESSABLE_ENTITY, "Срок не посчитан", e.getMessage());
  }

  private static ProblemDetail problem(HttpStatus status, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    return problem;
  }

  /** A row of the table; {@code length} is null when neither law nor setting gives one. */
  record Row(
      String id,
      String label,
      String article,
      Integer length,
      String unit,
      String nonWorkingDay,
      String firstDay,
      String hours) {

    static Row of(Term term) {
      return new Row(
          term.id().value(),
          term.label(),
          term.article(),
          term.length().isPresent() ? term.length().getAsInt() : null,
          term.unit().name(),
          term.nonWorkingDay().name(),
          term.firstDay().name(),
          term.hours().name());
    }
  }

  /** Dates for terms in days, local dates and times for the others. */
  record Answer(
      String term,
      String from,
      String raw,
      String due,
      String adjustment,
      String calendar,
      List<String> steps) {

    static Answer of(Deadline deadline, TermCalculatorQuery query) {
      return new Answer(
          deadline.term().value(),
          query.dateOnly() ? query.from().toLocalDate().toString() : query.from().toString(),
          deadline.inDays() ? deadline.raw().toLocalDate().toString() : deadline.raw().toString(),
          deadline.inDays() ? deadline.due().toLocalDate().toString() : deadline.due().toString(),
          deadline.adjustment().name(),
          deadline.calendar(),
          deadline.steps());
    }
  }
}
