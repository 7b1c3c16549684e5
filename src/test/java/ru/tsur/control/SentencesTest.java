package ru.tsur.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts.Act;
import ru.tsur.deadline.FirstDay;
import ru.tsur.deadline.NonWorkingDay;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.deadline.Unit;
import ru.tsur.deadline.WorkingTime;
import ru.tsur.organization.Block;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.BodyKind;
import ru.tsur.organization.Organization;

/** What the timeline says, act by act. */
class SentencesTest {

  private final Organization organization = mock(Organization.class);
  private final Terms terms = mock(Terms.class);
  private final Sentences sentences =
      new Sentences(
          new ObjectMapper(),
          new Names(organization, terms, Clock.fixed(Instant.EPOCH, ZoneId.of("Europe/Moscow"))));

  @BeforeEach
  void anInventedRegion() {
    var minroads =
        new Body(
            new BodyId("minroads"),
            "Министерство дорог",
            "Миндор",
            BodyKind.MINISTRY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    when(organization.blocks())
        .thenReturn(List.of(new Block(new BlockId("roads"), 3, "Дороги", Optional.empty())));
    when(organization.findBody(any())).thenReturn(Optional.of(minroads));
    when(organization.findOfficial(any())).thenReturn(Optional.empty());
    var redirect =
        new Term(
            new TermId("T2"),
            "Переадресация",
            "ст. 8 ч. 3",
            OptionalInt.of(7),
            Unit.CALENDAR_DAYS,
            NonWorkingDay.PRECEDING,
            FirstDay.NEXT_DAY,
            WorkingTime.STANDARD);
    when(terms.all()).thenReturn(List.of(redirect));
  }

  private String said(Action action, String object, String details, String step) {
    return sentences.of(
        new Act(
            1,
            Instant.EPOCH,
            "ivanov",
            "Министр",
            "SIGNER",
            action,
            object,
            details,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Map.of("q-1", 2),
        step);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DEADLINE_MOVED | T5 | {\"term\":\"T5\",\"from\":\"2026-12-10T23:59\",\"to\":\"2026-12-25T23:59\",\"days\":15} | Перенесён срок ответа с 10.12.2026 на 25.12.2026 (на 15 дней)",
        "REOPENED | x | {\"kind\":\"WRITTEN_ANSWER\",\"questions\":[\"q-1\"],\"received\":\"2026-06-10\"} | Обращение возвращено к рассмотрению: заявитель просит письменный ответ вместо опубликованного (ст. 5 п. 3, ст. 11 ч. 5.1), просьба поступила 10.06.2026, вопрос 2",
        "DEADLINE_SET | T5_REOPENED | {\"term\":\"T5_REOPENED\",\"due\":\"2026-06-05T23:59\"} | Установлен срок нового ответа: до 05.06.2026",
        "DEADLINE_SET | T1 | {\"term\":\"T1\",\"due\":\"2026-06-05T23:59\"} | Установлен срок регистрации: до 05.06.2026",
        "EXTENSION_ASKED | x | {\"days\":1} | Запрошено продление срока на 1 день",
        "EXTENSION_ASKED | x | {\"days\":22} | Запрошено продление срока на 22 дня",
        "EXTENSION_ASKED | x | {\"days\":12} | Запрошено продление срока на 12 дней",
        "EXTENSION_DECIDED | x | {\"granted\":false,\"days\":0} | В продлении отказано",
        "ROUTED | x | {\"question\":\"q-1\",\"block\":\"roads\",\"body\":\"minroads\",\"table\":\"routing:1\"} | Вопрос 2: определены блок «Дороги» и орган «Миндор» по таблице распределения, версия 1",
        "ROUTED | x | {\"question\":\"q-1\",\"block\":\"\",\"body\":\"\",\"table\":\"routing:1\"} | Вопрос 2: таблица не определила блок и орган по таблице распределения, версия 1",
        "REGISTERED | x | {\"number\":\"Г-1/2026\"} | Зарегистрировано обращение под номером Г-1/2026",
        "SENT | письмо | {\"letter\":\"x\",\"method\":\"POST\",\"number\":\"800\"} | Письмо отправлено, способ: почта, номер отправки 800",
        "ESCALATED | minroads.roads | {\"level\":2} | Поднята ступень эскалации 2 (курирующий заместитель Губернатора): Миндор · Дороги",
        "MEASURES_RECORDED | minroads.roads | {\"level\":1,\"measure\":\"MEETING\",\"due\":\"2026-07-10\"} | Записаны меры на ступени 1: проведено совещание с исполнителями, срок меры до 10.07.2026",
        "RETURNED | minroads.roads | {\"returns\":1} | Вопросы возвращены «не наше»: Миндор · Дороги, возврат 1-й",
        "BREACHED | T5 | {\"term\":\"T5\",\"due\":\"2026-07-03T23:59\"} | Зафиксировано нарушение срока ответа (03.07.2026)",
        "BREACHED | minroads.roads | {\"term\":\"STEP_LADDER_3\"} | Зафиксировано нарушение срока мер на последней ступени эскалации",
        "DELIVERY_FAILED | письмо | {\"outcome\":\"UNKNOWN\"} | Письмо не отправлено: неизвестно, отправлено ли",
        "WITHDRAWAL_ASKED | x | {\"received\":\"2026-06-03\",\"of\":\"SIGNATORY\"} | Записана просьба одного из подписавших прекратить рассмотрение, поступила 03.06.2026",
        "WITHDRAWAL_DECIDED | x | {\"decision\":\"STOP\"} | Решено о прекращении рассмотрения: прекратить рассмотрение",
        "SUPPLEMENTED | x | {\"files\":2} | Поступило дополнение к обращению, файлов: 2",
        "JOINED | x | {\"first\":\"Г-1/2026\",\"end\":\"\"} | Присоединено к открытому обращению № Г-1/2026: срок и ответ общие",
        "JOINED | x | {\"later\":\"Г-2/2026\",\"end\":\"\"} | Присоединено дублирующее обращение № Г-2/2026",
        "ANSWERED_JOINTLY | x | {\"later\":\"Г-2/2026\",\"end\":\"ANSWERED\"} | Дан общий ответ: это обращение и присоединённое № Г-2/2026",
        "UNJOINED | x | {\"first\":\"Г-1/2026\",\"end\":\"RETURNED\"} | Обращения рассматриваются отдельно: это и № Г-1/2026, рассмотрение первого прекращено, это рассматривается отдельно",
        "DEADLINE_MOVED | T5 | {\"term\":\"T5\",\"from\":\"2026-07-08T23:59\",\"to\":\"2026-07-03T23:59\",\"joinedTo\":\"Г-1/2026\"} | Перенесён срок ответа с 08.07.2026 на 03.07.2026: обращение присоединено к № Г-1/2026",
        "RESULTS_ASKED | x | {\"recipients\":2} | У органа запрошены документы и материалы о результатах (ст. 8 ч. 5), адресатов: 2",
        "RESULTS_LATE | x | {\"due\":\"2026-07-03\"} | К контрольной дате орган не сообщил о результатах, контрольная дата 03.07.2026",
        "VISIT_APPOINTED | x | {\"day\":\"2026-06-08\"} | Назначен выезд на место (ст. 9 ч. 2), день выезда 08.06.2026",
        "VISIT_MOVED | x | {\"from\":\"2026-06-08\",\"day\":\"2026-06-10\"} | Выезд на место перенесён с 08.06.2026 на 10.06.2026",
        "DEADLINE_SET | x | {\"term\":\"T2\",\"due\":\"2026-06-10\"} | Установлен срок «Переадресация»: до 10.06.2026",
        "TASK_COMPLETED | x | {\"triage\":\"REDIRECT\",\"merits\":false} | Завершено задание: переадресовать целиком",
        "TASK_COMPLETED | x | {\"triage\":\"CONSIDER\"} | Завершено задание: рассматривается в области",
        "COMPLAINT_CHECKED | x | {\"found\":\"NO\"} | Проверено, жалуются ли на должностных лиц и органы области: на наших не жалуются",
        "WORK_TAKEN_BACK | x | {\"tenants\":[\"minroads.roads\"]} | Поручения сняты: они у тех, на кого жалоба, или без них орган не ответит (ст. 8 ч. 6): Миндор · Дороги. Вопросы распределяются снова или возвращаются заявителю",
        "TASK_COMPLETED | x | {\"answered\":false} | Завершено задание: снято с контроля",
        "TASK_COMPLETED | Task_DecideExtension | {\"granted\":\"YES\"} | Завершено задание: продлено",
        "TASK_COMPLETED | Task_DecideExtension | {\"granted\":\"NO\"} | Завершено задание: в продлении отказано",
        "TASK_COMPLETED | Task_DecidePostponement | {\"granted\":\"YES\"} | Завершено задание: перенесено",
        "TASK_COMPLETED | Task_DecidePostponement | {\"granted\":\"NO\"} | Завершено задание: в переносе отказано",
        "TASK_COMPLETED | x | {\"visitResult\":\"POSTPONED\",\"letter\":\"\"} | Завершено задание: выезд перенесён",
        "CLOSED | x | {\"outcome\":\"WITHDRAWN\"} | Обращение снято с контроля: прекращено по заявлению",
        "CLOSED | x | {\"outcome\":\"ANSWERED\"} | Обращение снято с контроля: ответ дан"
      })
  void saysWhatWasChanged(String action, String object, String details, String sentence) {
    assertThat(said(Action.valueOf(action), object, details, "")).isEqualTo(sentence);
  }

  @Test
  void namesTheStepAndTheDecision() {
    assertThat(
            said(Action.TASK_COMPLETED, "Task_SignAnswer", "{\"signed\":false}", "Подписать ответ"))
        .isEqualTo("Завершено задание «Подписать ответ»: не подписано");
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void saysSomethingOfEveryActEvenWithoutDetails(Action action) {
    assertThat(said(action, "x", "{}", "")).isNotBlank().doesNotContain("null");
    assertThat(said(action, "x", "not json", "")).isNotBlank();
  }
}
