package ru.tsur.desk;

import org.springframework.stereotype.Component;
import ru.tsur.appeal.ReleaseReason;
import ru.tsur.organization.OfficialId;

/** The card's action «Снять с исполнителя», for tests outside the package. */
@Component
public class Releases {

  private final TaskRelease release;

  Releases(TaskRelease release) {
    this.release = release;
  }

  public void release(String task, OfficialId official, ReleaseReason reason) {
    release.release(task, official, reason);
  }
}
