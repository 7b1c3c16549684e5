package ru.tsur.correspondence;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static ru.tsur.correspondence.DispatchMethod.EMAIL;
import static ru.tsur.correspondence.DispatchMethod.POST;
import static ru.tsur.correspondence.House.ROADS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.correspondence.LetterRefusals.DigestMismatch;
import ru.tsur.correspondence.LetterRefusals.LetterExists;
import ru.tsur.correspondence.LetterRefusals.NoOutgoingSeries;
import ru.tsur.correspondence.LetterRefusals.NotASigner;
import ru.tsur.correspondence.LetterRefusals.NotApproved;
import ru.tsur.correspondence.LetterRefusals.StaleVersion;
import ru.tsur.correspondence.LetterRefusals.UnfitText;
import ru.tsur.correspondence.LetterRefusals.UnknownLetter;
import ru.tsur.correspondence.LetterRefusals.WrongAddress;
import ru.tsur.correspondence.LetterRefusals.WrongState;
import ru.tsur.correspondence.SeparationOfDuties.Duty;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BodyId;

/** Drafts, opinions and signatures, on H2; {@link LettersOnPostgresTest} runs the same. */
class LettersTest {

  private static final String MAIL = "ivanova@example.ru";
  private House house;
  private Letters letters;

  DataSource database() {
    return Databases.h2();
  }

  @BeforeEach
  void open() {
    house = new House(database(), 1);
    letters = house.letters;
  }

  @AfterEach
  void close() {
    house.close();
  }

  private LetterId draft() {
    return letters.startDraft(house.appeal(), LetterKind.ANSWER, ROADS);
  }

  @Test
  void keepsAVersionOnlyWhenTheTextChanged() {
    LetterId id = draft();

    assertThat(letters.write(id, "Первый.\nВторая строка.", house.executor)).isEqualTo(1);
    assertThat(letters.write(id, "Первый.\r\nВторая строка.", house.executor)).isEqualTo(1);
    assertThat(letters.write(id, "Второй.", house.allInOneAsExecutor)).isEqualTo(2);

    assertThat(letters.versions(id))
        .extracting(DraftVersion::version, DraftVersion::text, v -> v.author().value())
        .containsExactly(
            tuple(1, "Первый.\nВторая строка.", "egorova"), tuple(2, "Второй.", "odin"));
    assertThat(letters.letter(id).template()).matches("answer:[0-9a-f]{16}");
  }

  @Test
  void keepsALongTextWhole() {
    LetterId id = draft();
    String text = "Ответ на вопрос о дороге. 🚧 ".repeat(3600).strip();
    letters.write(id, text, house.executor);
    assertThat(text).hasSizeGreaterThan(100_000);
    assertThat(letters.latest(id).orElseThrow().text()).isEqualTo(text);
  }

  @Test
  void refusesATextThatIsNone() {
    LetterId id = draft();
    List<String> unfit =
        new ArrayList<>(List.of("", " \n ", "нулевой\u0000байт", "я".repeat(200_001)));
    unfit.add(null);
    for (String text : unfit) {
      assertThatThrownBy(() -> letters.write(id, text, house.executor))
          .asInstanceOf(type(UnfitText.class))
          .satisfies(refusal -> assertThat(refusal.field()).contains("text"));
    }
    assertThat(letters.versions(id)).isEmpty();
  }

  @Test
  void hasOneOpenLetterOfAKind() {
    AppealId appeal = house.appeal();
    letters.startDraft(appeal, LetterKind.ANSWER, ROADS);
    assertThatThrownBy(() -> letters.startDraft(appeal, LetterKind.ANSWER, ROADS))
        .isInstanceOf(LetterExists.class);
    letters.startDraft(appeal, LetterKind.EXTENSION_NOTICE, ROADS);
    assertThat(letters.of(appeal)).hasSize(2);
  }

  @Test
  void aSecondDraftAtTheSameTimeWaitsForTheFirst() throws Exception {
    AppealId appeal = house.appeal();
    var thread = Executors.newSingleThreadExecutor();
    try {
      Future<LetterId> second =
          house.transaction.execute(
              first -> {
                letters.startDraft(appeal, LetterKind.ANSWER, ROADS);
                Future<LetterId> other =
                    thread.submit(() -> letters.startDraft(appeal, LetterKind.ANSWER, ROADS));
                assertThatThrownBy(() -> other.get(1, SECONDS))
                    .isInstanceOf(TimeoutException.class);
                return other;
              });
      assertThatThrownBy(() -> second.get(30, SECONDS)).hasCauseInstanceOf(LetterExists.class);
    } finally {
      thread.shutdownNow();
    }
    assertThat(letters.of(appeal)).hasSize(1);
  }

  @Test
  void signsTheApprovedVersionOnceAndForAll() {
    LetterId id = house.approvedAnswer();
    DraftVersion approved = letters.latest(id).orElseThrow();

    String number = letters.sign(id, 1, approved.digest(), house.signer, EMAIL, " " + MAIL + " ");

    assertThat(number).isEqualTo("МД-1/2026");
    Letter letter = letters.letter(id);
    assertThat(letter.state()).isEqualTo(LetterState.SIGNED);
    Letter.Signature signature = letter.signature().orElseThrow();
    assertThat(signature.digest()).isEqualTo(approved.digest());
    assertThat(signature.by()).isEqualTo(house.signer.official());
    assertThat(signature.at()).isEqualTo(house.clock.instant());
    assertThat(signature.document())
        .contains("МД-1/2026", "18.05.2026", "Яма заделана.", "Министр\nМинистрова М. М.")
        .contains(approved.digest());
    assertThat(letter.consignment().orElseThrow().address()).isEqualTo(MAIL);
    assertThat(letter.consignment().orElseThrow().messageId())
        .isEqualTo("<" + id + "@region.example>");

    assertThatThrownBy(() -> letters.write(id, "Другой текст.", house.executor))
        .isInstanceOf(WrongState.class)
        .hasMessageContaining("МД-1/2026");
    assertThatThrownBy(() -> letters.approve(id, 1, house.approver)).isInstanceOf(WrongState.class);
    assertThatThrownBy(() -> letters.remark(id, 1, "Нет.", house.approver))
        .isInstanceOf(WrongState.class);
    assertThatThrownBy(() -> house.sign(id, house.allInOneAsSigner, EMAIL, MAIL))
        .isInstanceOf(WrongState.class);
    assertThat(letters.letter(id)).isEqualTo(letter);
    assertThat(letters.versions(id)).hasSize(1);
  }

  @Test
  void refusesToSignAnotherTextThanTheOneShown() {
    LetterId id = house.approvedAnswer();
    assertThatThrownBy(
            () -> letters.sign(id, 1, LetterText.digest("Иной."), house.signer, EMAIL, MAIL))
        .isInstanceOf(DigestMismatch.class);
    String shown = letters.latest(id).orElseThrow().digest();
    letters.write(id, "Исправленный.", house.executor);
    assertThatThrownBy(() -> letters.sign(id, 1, shown, house.signer, EMAIL, MAIL))
        .asInstanceOf(type(StaleVersion.class))
        .satisfies(refusal -> assertThat(refusal.latest()).isEqualTo(2));
    assertThatThrownBy(() -> letters.approve(id, 1, house.approver))
        .isInstanceOf(StaleVersion.class);
    // version 2 has no approval of its own
    assertThatThrownBy(() -> house.sign(id, house.signer, EMAIL, MAIL))
        .isInstanceOf(NotApproved.class);
  }

  @Test
  void aRemarkTakesTheApprovalBackUntilItIsGivenAgain() {
    LetterId id = house.approvedAnswer();
    letters.remark(id, 1, "Нет ссылки на статью.", house.signer);
    assertThatThrownBy(() -> house.sign(id, house.signer, EMAIL, MAIL))
        .isInstanceOf(NotApproved.class);

    letters.approve(id, 1, house.approver);
    house.sign(id, house.signer, EMAIL, MAIL);

    assertThat(letters.approvals(id))
        .extracting(Approval::approved)
        .containsExactly(true, false, true);
    assertThat(letters.approvals(id).get(1).remark()).contains("Нет ссылки на статью.");
  }

  @Test
  void theAuthorDoesNotApproveInAnotherPosition() {
    LetterId id = draft();
    letters.write(id, "Первый.", house.allInOneAsExecutor);
    letters.write(id, "Второй, другого автора.", house.executor);
    assertThatThrownBy(() -> letters.approve(id, 2, house.allInOneAsApprover))
        .asInstanceOf(type(SeparationOfDuties.class))
        .satisfies(
            refusal -> {
              assertThat(refusal.official()).isEqualTo(house.allInOneAsApprover.official());
              assertThat(refusal.done()).isEqualTo(Duty.AUTHOR);
              assertThat(refusal.refused()).isEqualTo(Duty.APPROVER);
              assertThat(refusal).hasMessageContaining("Вы писали этот текст");
            });
    assertThat(letters.approvals(id)).isEmpty();
  }

  @Test
  void theAuthorDoesNotSignInAnotherPosition() {
    LetterId id = draft();
    letters.write(id, "Текст.", house.allInOneAsExecutor);
    letters.approve(id, 1, house.approver);
    assertThatThrownBy(() -> house.sign(id, house.allInOneAsSigner, EMAIL, MAIL))
        .asInstanceOf(type(SeparationOfDuties.class))
        .satisfies(refusal -> assertThat(refusal.done()).isEqualTo(Duty.AUTHOR));
  }

  @Test
  void theApproverDoesNotSignInAnotherPosition() {
    LetterId id = draft();
    letters.write(id, "Текст.", house.executor);
    letters.approve(id, 1, house.allInOneAsApprover);
    assertThatThrownBy(() -> house.sign(id, house.allInOneAsSigner, EMAIL, MAIL))
        .asInstanceOf(type(SeparationOfDuties.class))
        .satisfies(refusal -> assertThat(refusal.done()).isEqualTo(Duty.APPROVER));
    house.sign(id, house.signer, EMAIL, MAIL);
  }

  /** The same person, in the place of another. */
  private static Actor inPlaceOf(Actor absent, Actor deputy) {
    return new Actor(
        deputy.official(),
        deputy.post() + ", за отсутствующего",
        deputy.role(),
        Optional.of(absent.official()),
        "Исполняющий обязанности министра");
  }

  @Test
  void theDeputyDoesNotSignWhatTheAbsentOneWroteOrApproved() {
    LetterId id = house.approvedAnswer();
    for (Actor absent : List.of(house.executor, house.approver)) {
      assertThatThrownBy(
              () -> house.sign(id, inPlaceOf(absent, house.allInOneAsSigner), EMAIL, MAIL))
          .asInstanceOf(type(SeparationOfDuties.class))
          .satisfies(
              refusal -> {
                assertThat(refusal.official()).isEqualTo(absent.official());
                assertThat(refusal).hasMessageStartingWith("Тот, кого вы замещаете, ");
              });
    }
    LetterId another = draft();
    letters.write(another, "Текст.", house.executor);
    Actor deputy = inPlaceOf(house.executor, house.allInOneAsApprover);
    assertThatThrownBy(() -> letters.approve(another, 1, deputy))
        .isInstanceOf(SeparationOfDuties.class);

    house.sign(id, inPlaceOf(house.signer, house.allInOneAsSigner), EMAIL, MAIL);
    var signature = letters.letter(id).signature().orElseThrow();
    assertThat(signature.post()).isEqualTo("Исполняющий обязанности министра");
    assertThat(signature.by()).isEqualTo(house.allInOneAsSigner.official());
    assertThat(signature.document())
        .contains("Исполняющий обязанности министра")
        .doesNotContain("за отсутствующего");
  }

  /** He is back, or has another position: what was done in his place is his. */
  @Test
  void whatWasDoneInHisPlaceCountsForTheAbsentOneToo() {
    LetterId written = draft();
    letters.write(written, "Текст.", inPlaceOf(house.allInOneAsExecutor, house.executor));
    assertThatThrownBy(() -> letters.approve(written, 1, house.allInOneAsApprover))
        .isInstanceOf(SeparationOfDuties.class)
        .hasMessageStartingWith("За вас писали этот текст");
    letters.approve(written, 1, house.approver);
    assertThatThrownBy(() -> house.sign(written, house.allInOneAsSigner, EMAIL, MAIL))
        .isInstanceOf(SeparationOfDuties.class);

    LetterId approved = draft();
    letters.write(approved, "Текст.", house.executor);
    letters.approve(approved, 1, inPlaceOf(house.allInOneAsApprover, house.approver));
    assertThatThrownBy(() -> house.sign(approved, house.allInOneAsSigner, EMAIL, MAIL))
        .isInstanceOf(SeparationOfDuties.class);

    AppealId appeal = house.appeal();
    AssignmentId part = house.assignment(appeal);
    house.parts.write(part, "Часть.", inPlaceOf(house.allInOneAsExecutor, house.executor));
    assertThatThrownBy(() -> house.parts.approve(part, 1, house.allInOneAsApprover))
        .isInstanceOf(SeparationOfDuties.class);
    house.parts.approve(part, 1, house.approver);
    LetterId joined = letters.startDraft(appeal, LetterKind.ANSWER, ROADS);
    letters.write(joined, "Часть.", house.executor);
    letters.approve(joined, 1, house.approver);
    assertThatThrownBy(() -> house.sign(joined, house.allInOneAsSigner, EMAIL, MAIL))
        .isInstanceOf(SeparationOfDuties.class);

    AppealId other = house.appeal();
    AssignmentId own = house.assignment(other);
    house.parts.write(own, "Часть.", house.executor);
    house.parts.approve(own, 1, inPlaceOf(house.allInOneAsApprover, house.approver));
    LetterId answer = letters.startDraft(other, LetterKind.ANSWER, ROADS);
    letters.write(answer, "Часть.", house.executor);
    letters.approve(answer, 1, house.approver);
    assertThatThrownBy(() -> house.sign(answer, house.allInOneAsSigner, EMAIL, MAIL))
        .isInstanceOf(SeparationOfDuties.class);
  }

  @Test
  void whoWroteOrApprovedAPartCountsForTheAnswer() {
    AppealId appeal = house.appeal();
    AssignmentId assignment = house.assignment(appeal);
    house.parts.write(assignment, "Часть.", house.allInOneAsExecutor);
    LetterId id = letters.startDraft(appeal, LetterKind.ANSWER, ROADS);
    letters.write(id, "Часть.", house.executor);
    assertThatThrownBy(() -> letters.approve(id, 1, house.allInOneAsApprover))
        .isInstanceOf(SeparationOfDuties.class);
    letters.approve(id, 1, house.approver);
    assertThatThrownBy(() -> house.sign(id, house.allInOneAsSigner, EMAIL, MAIL))
        .isInstanceOf(SeparationOfDuties.class);

    // a notice is no answer: the parts do not matter
    LetterId notice = letters.startDraft(appeal, LetterKind.EXTENSION_NOTICE, ROADS);
    letters.write(notice, "Срок продлён.", house.executor);
    house.sign(notice, house.allInOneAsSigner, EMAIL, MAIL);
  }

  @Test
  void onlyASignerOfTheBodySigns() {
    LetterId id = house.approvedAnswer();
    assertThatThrownBy(() -> house.sign(id, house.approver, EMAIL, MAIL))
        .isInstanceOf(NotASigner.class);
    assertThatThrownBy(() -> house.sign(id, house.allInOneAsApprover, EMAIL, MAIL))
        .isInstanceOf(NotASigner.class);
    LetterId sport =
        letters.startDraft(house.appeal(), LetterKind.EXTENSION_NOTICE, new BodyId("minsport"));
    letters.write(sport, "Текст.", house.executor);
    assertThatThrownBy(() -> house.sign(sport, house.allInOneAsSigner, EMAIL, MAIL))
        .isInstanceOf(NotASigner.class);
    assertThatThrownBy(() -> house.sign(sport, house.signer, EMAIL, MAIL))
        .isInstanceOf(NoOutgoingSeries.class);
  }

  @Test
  void refusesALetterThatIsNot() {
    assertThatThrownBy(() -> letters.letter(LetterId.random())).isInstanceOf(UnknownLetter.class);
  }

  @Test
  void aRolledBackSignatureLeavesNoGap() {
    LetterId first = house.approvedAnswer();
    assertThatThrownBy(
            () ->
                house.transaction.executeWithoutResult(
                    transaction -> {
                      assertThat(house.sign(first, house.signer, EMAIL, MAIL))
                          .isEqualTo("МД-1/2026");
                      throw new IllegalStateException("something later fails");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(house.stateOf(first)).isEqualTo(LetterState.DRAFT);
    assertThat(house.sign(house.approvedAnswer(), house.signer, EMAIL, MAIL))
        .isEqualTo("МД-1/2026");
    assertThat(house.sign(first, house.signer, EMAIL, MAIL)).isEqualTo("МД-2/2026");
    house.clock.passes(Duration.ofDays(300));
    assertThat(house.sign(house.approvedAnswer(), house.signer, EMAIL, MAIL))
        .isEqualTo("МД-1/2027");
  }

  @Test
  void numbersHaveNoGapWhenManySignAtOnce() throws Exception {
    List<Callable<Object>> acts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      LetterId id = house.approvedAnswer();
      boolean fails = i % 4 == 3;
      acts.add(
          () ->
              house.transaction.execute(
                  transaction -> {
                    String number = house.sign(id, house.signer, EMAIL, MAIL);
                    if (fails) {
                      throw new IllegalStateException("rolled back");
                    }
                    return number;
                  }));
    }
    List<Object> results = together(acts);
    assertThat(results)
        .filteredOn(String.class::isInstance)
        .containsExactlyInAnyOrder(
            "МД-1/2026", "МД-2/2026", "МД-3/2026", "МД-4/2026", "МД-5/2026", "МД-6/2026");
  }

  @Test
  void twoSignaturesAtOnceGiveOneNumber() throws Exception {
    LetterId id = house.approvedAnswer();
    List<Object> results =
        together(
            List.of(
                () -> house.sign(id, house.signer, EMAIL, MAIL),
                () -> house.sign(id, house.allInOneAsSigner, EMAIL, MAIL)));
    assertThat(results).contains("МД-1/2026").hasAtLeastOneElementOfType(WrongState.class);
    assertThat(house.sign(house.approvedAnswer(), house.signer, EMAIL, MAIL))
        .isEqualTo("МД-2/2026");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ivanova",
        "ivanova@",
        "ivanova@host",
        "a@example.ru, b@example.ru",
        "Анна <anna@example.ru>",
        "anna@example.ru\nBcc: all@example.ru",
        "анна@example.ru",
        "a b@example.ru",
        "<anna@example.ru>"
      })
  void refusesAnAddressThatMailCannotReach(String address) {
    LetterId id = house.approvedAnswer();
    assertThatThrownBy(() -> house.sign(id, house.signer, EMAIL, address))
        .asInstanceOf(type(WrongAddress.class))
        .satisfies(refusal -> assertThat(refusal.field()).contains("address"));
    assertThat(house.stateOf(id)).isEqualTo(LetterState.DRAFT);
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, anna.p+tsur@example.ru",
    "EMAIL, anna@почта.рф",
    "POST, '300000, г. Тула, пр. Ленина, д. 1, кв. 2'",
    "CABINET, 1000123456"
  })
  void takesAnAddressOfTheMethod(DispatchMethod method, String address) {
    LetterId id = house.signedAnswer(method, address);
    assertThat(letters.letter(id).consignment().orElseThrow().address()).isEqualTo(address);
  }

  @Test
  void refusesABlankPostalAddress() {
    LetterId id = house.approvedAnswer();
    assertThatThrownBy(() -> house.sign(id, house.signer, POST, " "))
        .isInstanceOf(WrongAddress.class);
  }

  /** Results, or the exceptions thrown. */
  private static List<Object> together(List<Callable<Object>> acts) throws Exception {
    var threads = Executors.newFixedThreadPool(acts.size());
    var start = new CyclicBarrier(acts.size());
    try {
      List<Future<Object>> running = new ArrayList<>();
      for (Callable<Object> act : acts) {
        running.add(
            threads.submit(
                () -> {
                  start.await(30, SECONDS);
                  try {
                    return act.call();
                  } catch (RuntimeException e) {
                    return e;
                  }
                }));
      }
      List<Object> results = new ArrayList<>();
      for (Future<Object> one : running) {
        results.add(one.get(60, SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
