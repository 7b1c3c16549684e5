package ru.tsur.correspondence;

import java.time.Instant;
import java.util.Optional;
import ru.tsur.appeal.AppealId;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;

/**
 * A letter as it stands now.
 *
 * @param body the body that signs it and whose outgoing number it bears
 * @param template name and digest of the template that the draft began from
 * @param recipient the body it goes to; empty: the applicant
 * @param signature empty while it is a draft
 * @param consignment how and where it goes; empty while it is a draft
 */
public record Letter(
    LetterId id,
    AppealId appeal,
    LetterKind kind,
    BodyId body,
    LetterState state,
    String template,
    Instant createdAt,
    Optional<String> recipient,
    Optional<Signature> signature,
    Optional<Consignment> consignment) {

  /**
   * The act of signing: what was signed (version and its digest), by whom, in which position, when.
   *
   * @param number outgoing number
   * @param name the signer as printed, «Иванова А. П.»
   * @param document what leaves the house: number, date, the signed text, the signature
   */
  public record Signature(
      String number,
      int version,
      String digest,
      OfficialId by,
      String name,
      String post,
      Instant at,
      String document) {}

  /**
   * Where the signed letter goes.
   *
   * @param messageId the e-mail's Message-ID, the same at every attempt
   * @param sentAt time of the mail server's «250», or the date that the registrar recorded
   * @param dispatchNumber register number of the post or the cabinet
   * @param sentBy who recorded the dispatch; empty: the mail sender
   */
  public record Consignment(
      DispatchMethod method,
      String address,
      String messageId,
      Optional<Instant> sentAt,
      Optional<String> dispatchNumber,
      Optional<OfficialId> sentBy) {}
}
