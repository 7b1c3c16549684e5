package ru.tsur.workflow;

import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.Channel.DispatchHint;
import ru.tsur.correspondence.DispatchMethod;

/**
 * Where a letter to the applicant goes: the form of the answer follows the form of the appeal
 * (59-ФЗ art. 10 p. 4); where that address is missing, whichever the applicant gave.
 */
public record AnswerAddress(DispatchMethod method, String address) {

  /** «почта, г. Зареченск, ул. Садовая, д. 1» */
  public String said() {
    return method.title() + ", " + address;
  }

  public static AnswerAddress of(Appeal appeal) {
    Applicant applicant = appeal.applicant();
    DispatchHint hint = appeal.channel().answerBy();
    if (hint == DispatchHint.EMAIL && !applicant.email().isEmpty()) {
      return new AnswerAddress(DispatchMethod.EMAIL, applicant.email());
    }
    if (hint == DispatchHint.CABINET && !applicant.cabinet().isEmpty()) {
      return new AnswerAddress(DispatchMethod.CABINET, applicant.cabinet());
    }
    if (!applicant.postalAddress().isEmpty() && !appeal.channel().isElectronic()) {
      return new AnswerAddress(DispatchMethod.POST, applicant.postalAddress());
    }
    if (!applicant.email().isEmpty()) {
      return new AnswerAddress(DispatchMethod.EMAIL, applicant.email());
    }
    return applicant.postalAddress().isEmpty()
        ? new AnswerAddress(DispatchMethod.CABINET, applicant.cabinet())
        : new AnswerAddress(DispatchMethod.POST, applicant.postalAddress());
  }
}
