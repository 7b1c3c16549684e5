package ru.tsur.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.organization.Actor;

/**
 * A closed appeal is considered again: under the same number, the questions named only.
 *
 * @param round of the consideration that begins; the first of an appeal is 1
 * @param text the request as received, or the reason of the order
 * @param receivedOn day of the request; empty for an order
 * @param stateBefore how the appeal had ended
 * @param orderedBy who recorded the request or ordered it
 */
public record Reopening(
    UUID id,
    AppealId appeal,
    int round,
    Kind kind,
    String text,
    Optional<LocalDate> receivedOn,
    Appeal.State stateBefore,
    Instant answeredBefore,
    Instant closedBefore,
    List<Asked> questions,
    Actor orderedBy,
    Instant orderedAt) {

  /** Why an appeal may be considered again. */
  public enum Kind {
    WRITTEN_ANSWER(
        "заявитель просит письменный ответ вместо опубликованного", "ст. 5 п. 3, ст. 11 ч. 5.1"),
    INCOMPLETE("ответ неполный", "ст. 10 ч. 1 п. 4");

    private final String title;
    private final String article;

    Kind(String title, String article) {
      this.title = title;
      this.article = article;
    }

    public String title() {
      return title;
    }

    /** Of 59-ФЗ. */
    public String article() {
      return article;
    }
  }

  /**
   * A question considered anew, and what had become of it.
   *
   * @param result before; empty for a question that the first consideration had missed
   * @param outcome of triage before, by article 8 or 11
   * @param place {@code body.block} that had answered
   */
  public record Asked(
      Question.QuestionId question,
      int ordinal,
      Optional<Result> result,
      Optional<UUID> outcome,
      Optional<String> place) {}

  /** «ответ неполный (ст. 10 ч. 1 п. 4)». */
  public String why() {
    return kind.title() + " (" + kind.article() + ")";
  }

  /** «вопросы 1, 3» */
  public String questionsSaid() {
    return (questions.size() == 1 ? "вопрос " : "вопросы ")
        + String.join(", ", questions.stream().map(one -> String.valueOf(one.ordinal())).toList());
  }
}
