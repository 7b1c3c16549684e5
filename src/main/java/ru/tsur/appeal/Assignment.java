package ru.tsur.appeal;

import java.time.Instant;
import java.util.Optional;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Tenant;

/** One consideration: the questions of one appeal that one body answers within one block. */
public record Assignment(
    AssignmentId id,
    AppealId appeal,
    BlockId block,
    BodyId body,
    boolean responsible,
    State state,
    Optional<OfficialId> executor,
    int returns,
    boolean finalDecision) {

  /** Returns after which the coordinator's decision binds (design.md). */
  public static final int MAX_RETURNS = 2;

  /** Where a consideration stands. */
  public enum State {
    PROPOSED("ожидает решения руководителя блока"),
    ACCEPTED("на рассмотрении"),
    RETURNED("возвращено координатору"),
    PART_READY("часть ответа готова"),
    TAKEN_BACK("поручение снято: жалоба на тех, кто исполнял");

    private final String title;

    State(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** A return «не наше» and what the coordinator decided on it. */
  public record Return(
      BlockId block,
      BodyId body,
      String reason,
      Instant at,
      OfficialId by,
      Optional<BlockId> decidedBlock,
      Optional<BodyId> decidedBody,
      String decision) {}

  public Tenant tenant() {
    return Tenant.of(body, block);
  }

  public boolean isReturnable() {
    return returns < MAX_RETURNS && !finalDecision;
  }
}
