package ru.tsur.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.correspondence.AnswerParts.Section;
import ru.tsur.correspondence.LetterRefusals.AlreadyApproved;
import ru.tsur.correspondence.LetterRefusals.StaleVersion;
import ru.tsur.correspondence.LetterRefusals.UnfitText;

/** Parts of an answer, on H2; {@link AnswerPartsOnPostgresTest} runs the same. */
class AnswerPartsTest {

  private House house;
  private AnswerParts parts;
  private AssignmentId assignment;

  DataSource database() {
    return Databases.h2();
  }

  @BeforeEach
  void open() {
    house = new House(database(), 1);
    parts = house.parts;
    assignment = house.assignment(house.appeal());
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void isReworkedWithTheRemarkAndApprovedByAnother() {
    assertThat(parts.write(assignment, "Первая.", house.executor)).isEqualTo(1);
    parts.remark(assignment, 1, "Добавьте срок ремонта.", house.approver);
    assertThat(parts.write(assignment, "Первая.", house.executor)).isEqualTo(1);
    assertThat(parts.write(assignment, "Вторая, со сроком.", house.executor)).isEqualTo(2);
    assertThatThrownBy(() -> parts.approve(assignment, 1, house.approver))
        .isInstanceOf(StaleVersion.class);

    parts.approve(assignment, 2, house.approver);
    parts.approve(assignment, 2, house.allInOneAsApprover); // the first approval stands

    assertThat(parts.versions(assignment))
        .extracting(AnswerParts.Part::isApproved)
        .containsExactly(false, true);
    assertThat(parts.latest(assignment).orElseThrow().approvedBy())
        .contains(house.approver.official());
    assertThat(parts.remarks(assignment))
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.version()).isEqualTo(1);
              assertThat(remark.text()).isEqualTo("Добавьте срок ремонта.");
              assertThat(remark.by()).isEqualTo(house.approver.official());
            });
    assertThatThrownBy(() -> parts.remark(assignment, 2, "Поздно.", house.approver))
        .isInstanceOf(AlreadyApproved.class);

    // a change after the approval needs a new one
    parts.write(assignment, "Третья.", house.executor);
    assertThat(parts.latest(assignment).orElseThrow().isApproved()).isFalse();
  }

  @Test
  void theAuthorDoesNotApproveInAnotherPosition() {
    parts.write(assignment, "Первая.", house.allInOneAsExecutor);
    parts.write(assignment, "Вторая, другого автора.", house.executor);
    assertThatThrownBy(() -> parts.approve(assignment, 2, house.allInOneAsApprover))
        .isInstanceOf(SeparationOfDuties.class);
    assertThat(parts.latest(assignment).orElseThrow().isApproved()).isFalse();
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> parts.approve(assignment, 1, house.approver))
        .isInstanceOf(StaleVersion.class)
        .hasMessage("Текст ещё не написан.");
    assertThatThrownBy(() -> parts.write(assignment, " ", house.executor))
        .isInstanceOf(UnfitText.class);
    parts.write(assignment, "Текст.", house.executor);
    assertThatThrownBy(() -> parts.remark(assignment, 1, "", house.approver))
        .isInstanceOf(UnfitText.class)
        .satisfies(refusal -> assertThat(((UnfitText) refusal).field()).contains("remark"));
  }

  @Test
  void joinsTheLatestTextsInTheGivenOrder() {
    AssignmentId second = house.assignment(house.appeal());
    AssignmentId unwritten = house.assignment(house.appeal());
    parts.write(assignment, "Старая.", house.executor);
    parts.write(assignment, "Новая.\n", house.executor);
    parts.write(second, "Другая.", house.executor);
    assertThat(
            parts.joined(
                List.of(
                    new Section(second, "По вопросу 2 (спорт):"),
                    new Section(unwritten, "По вопросу 3:"),
                    new Section(assignment, ""))))
        .isEqualTo("По вопросу 2 (спорт):\nДругая.\n\nНовая.");
  }
}
