package ru.tsur.appeal;

import ru.tsur.organization.BodyId;

/** Who is complained about in an appeal, as far as a request for documents has to know it. */
public interface ComplainedAbout {

  /** Whether the body, or somebody of it, is the subject of the complaint (art. 8 p. 6). */
  boolean isSubject(AppealId appeal, BodyId body);
}
