package ru.tsur.workflow.steps;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.ExtensionId;
import ru.tsur.appeal.Extensions;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.InProcess;
import ru.tsur.workflow.LetterTexts;

/**
 * Moves the deadline with its timers and due dates, and makes the notice to the applicant, which
 * the deciding signer signs by his decision.
 */
@Component("extendTerm")
class ExtendTerm implements JavaDelegate {

  private final Extensions extensions;
  private final Appeals appeals;
  private final Letters letters;
  private final LetterTexts texts;
  private final InProcess process;

  ExtendTerm(
      Extensions extensions,
      Appeals appeals,
      Letters letters,
      LetterTexts texts,
      InProcess process) {
    this.extensions = extensions;
    this.appeals = appeals;
    this.letters = letters;
    this.texts = texts;
    this.process = process;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Tenant tenant = InProcess.tenant(execution);
    ExtensionId id = ExtensionId.of((String) execution.getVariable("extension"));
    Actor signer = process.actor(List.of(Role.SIGNER.at(tenant)));
    Deadlines.Kept moved = extensions.apply(id, signer);
    Extension extension = extensions.extension(id);
    Appeal appeal = appeals.appeal(InProcess.appeal(execution));
    LetterId letter =
        letters.startDraft(appeal.id(), LetterKind.EXTENSION_NOTICE, tenant.body().orElseThrow());
    letters.write(
        letter,
        texts.extensionNotice(appeal, extension, moved.due().toLocalDate()),
        extension.requester());
    DraftVersion version = letters.latest(letter).orElseThrow();
    AnswerAddress address = AnswerAddress.of(appeal);
    letters.sign(
        letter, version.version(), version.digest(), signer, address.method(), address.address());
    execution.setVariable("letter", letter.toString());
  }
}
