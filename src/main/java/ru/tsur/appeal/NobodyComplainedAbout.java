package ru.tsur.appeal;

import org.springframework.stereotype.Component;
import ru.tsur.organization.BodyId;

/** Until subjects of complaints are recorded. */
@Component
class NobodyComplainedAbout implements ComplainedAbout {

  @Override
  public boolean isSubject(AppealId appeal, BodyId body) {
    return false;
  }
}
