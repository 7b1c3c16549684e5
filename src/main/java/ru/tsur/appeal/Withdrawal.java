package ru.tsur.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.organization.Actor;

/**
 * The applicant's request to stop consideration (art. 5 п. 5) and what was decided.
 *
 * @param signatory which of the signatories of a collective appeal asks; empty: the applicant
 * @param explanation why consideration goes on, as the coordinator wrote it
 * @param letter that tells the applicant
 */
public record Withdrawal(
    UUID id,
    AppealId appeal,
    String signatory,
    String text,
    LocalDate receivedOn,
    Actor recordedBy,
    Instant recordedAt,
    Optional<Decision> decision,
    Optional<Ground> ground,
    String explanation,
    Optional<Actor> decidedBy,
    Optional<UUID> letter) {

  public boolean isStop() {
    return decision.filter(Decision.STOP::equals).isPresent();
  }

  /** What becomes of the request. */
  public enum Decision {
    STOP("прекратить рассмотрение"),
    PARTIAL("прекратить только для подписавшего, для остальных продолжать"),
    CONTINUE("не прекращать"),
    /** By nobody: the answer left before. */
    ANSWERED("решения не потребовалось: ответ дан");

    private final String title;

    Decision(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** Why consideration goes on against the applicant's wish: a closed list. */
  public enum Ground {
    CRIME(
        "сообщается о преступлении: такие сведения проверяются независимо от просьбы заявителя"
            + " (УПК РФ, ст. 144)"),
    DANGER(
        "сообщается об опасности для жизни, здоровья или имущества людей: меры принимаются"
            + " независимо от просьбы заявителя (59-ФЗ, ст. 10 ч. 1 п. 3)"),
    SIGNED("рассмотрение уже окончено: письмо подписано и отправляется (59-ФЗ, ст. 10 ч. 1 п. 4)");

    private final String title;

    Ground(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }
}
