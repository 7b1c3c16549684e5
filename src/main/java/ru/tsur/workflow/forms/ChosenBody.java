package ru.tsur.workflow.forms;

import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Complaints;
import ru.tsur.organization.Block;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.Typed;

/**
 * Block and body of a row, checked to be lawful for a complaint (art. 8 p. 6) and to have somebody
 * who does each step there.
 */
final class ChosenBody {

  private ChosenBody() {}

  static Tenant of(Organization organization, Complaints complaints, AppealId appeal, Typed row) {
    BlockId block = block(organization, row);
    BodyId body = body(organization, row);
    Tenant tenant = Tenant.of(body, block);
    complaints.requireMayAnswer(row.path("body"), appeal, tenant);
    if (!organization.canAnswer(tenant)) {
      throw row.refuse(
          "body", "В этом органе нет исполнителя, согласующего и подписанта по выбранному блоку.");
    }
    return tenant;
  }

  private static BlockId block(Organization organization, Typed row) {
    String value = row.required("block", "Выберите блок.");
    return organization.blocks().stream()
        .map(Block::id)
        .filter(id -> id.value().equals(value))
        .findFirst()
        .orElseThrow(() -> row.refuse("block", "Нет такого блока: «" + value + "»."));
  }

  private static BodyId body(Organization organization, Typed row) {
    String value = row.required("body", "Выберите орган.");
    return organization.bodies().stream()
        .map(Body::id)
        .filter(id -> id.value().equals(value))
        .findFirst()
        .orElseThrow(() -> row.refuse("body", "Нет такого органа: «" + value + "»."));
  }
}
