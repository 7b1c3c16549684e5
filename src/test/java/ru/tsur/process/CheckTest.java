package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.ProductTest;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Channel;
import ru.tsur.control.Check;

/**
 * Each rule of {@link Check} finds what it is for: a row is broken in a transaction that is rolled
 * back.
 */
@ProductTest
class CheckTest {

  @Autowired Region region;
  @Autowired Check check;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private AppealId appeal;

  @BeforeEach
  void anAppealAtTheBlock() {
    region.itIs(LocalDateTime.of(2026, 6, 3, 10, 0));
    appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.does(appeal, "Task_Triage");
  }

  @AfterEach
  void realTime() {
    ClockUtil.reset();
  }

  private void broken(String sql, Consumer<List<Check.Finding>> then) {
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          for (String statement : sql.split(";")) {
            jdbc.sql(statement.replace("$id", appeal.toString())).update();
          }
          then.accept(check.findings());
        });
  }

  @Test
  void findsNothingInALivingAppeal() {
    assertThat(check.findings()).noneMatch(finding -> finding.text().contains(number()));
    assertThat(check.findings()).noneMatch(finding -> finding.text().contains(appeal.toString()));
  }

  @Test
  void findsNothingInAClosedAppeal() {
    region.does(appeal, "Task_AcceptQuestions");
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000009");
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(check.findings()).noneMatch(finding -> finding.text().contains(number()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numbers | update number_series set last_number = last_number + 1 | нет номера",
        "numbers | update appeal set number = 'Г-0/2026' where id = '$id' | номер 0",
        "root | update appeal set closed_at = received_at where id = '$id' | закрыто, процессов 1",
        "root | update act_ru_execution set business_key_ = 'x' where business_key_ = '$id' | открыто, процессов 0",
        "waits | delete from act_ru_identitylink; delete from act_ru_task | нечего делать и ждать",
        "responsible | update assignment set responsible = false where appeal = '$id' | ответственных органов 0",
        "orphans | update act_ru_execution set business_key_ = 'x' where business_key_ = '$id' | с ключом x",
        "orphans | insert into typed_form (task, official, data, submitted, saved_at) values ('gone', 'nobody', '{}', false, current_timestamp) | такого задания нет",
        "due | update act_ru_task set due_date_ = due_date_ + interval '1' day | Task_AcceptQuestions",
        "requests | insert into document_request (id, appeal, tenant, addressee, recipient, wanted, enclosure, rule, note, requested_by, requested_post, requested_at) values ('00000000-0000-0000-0000-000000000009', '$id', 'a.b', 'BODY', 'x', 'x', 'COPY', 'x', 'x', 'x', 'x', current_timestamp) | открыт, процессов 0",
        "due | update act_ru_task set due_date_ = null | срок в задании нет",
        "timer | update act_ru_job set duedate_ = duedate_ + interval '1' hour | таймер срока",
        "timer | delete from act_ru_job | нет таймера срока",
        "breach-early | insert into act (appeal, at, actor, post, role, action, object, details) values ('$id', current_timestamp - interval '1' day, 'system', 'x', 'SYSTEM', 'BREACHED', 'T5', '{}'); update deadline set due = due + interval '9999' day | записано",
        "breach-missing | update deadline set due = timestamp '2026-06-01 23:59:00' where appeal = '$id' | нарушение не записано",
        "outcome | update appeal set closed_at = received_at, state = 'ANSWERED' where id = '$id' | письмо не отправлено",
        "outcome | update appeal set closed_at = received_at, state = 'ANSWERED' where id = '$id' | нет результата",
        "evidence | update question set result = 'MEASURES_TAKEN' where appeal = '$id'; update appeal set closed_at = received_at where id = '$id' | подтверждения нет",
        "promise | insert into promise (id, appeal, question, what, first_day, on_day, state, made_by, made_post, made_at) select random_uuid(), appeal, id, 'x', date '2026-08-01', date '2026-08-01', 'RUNNING', 'x', 'x', current_timestamp from question where appeal = '$id' | процессов 0",
        "promise | insert into promise (id, appeal, question, what, first_day, on_day, state, made_by, made_post, made_at) select random_uuid(), appeal, id, 'x', date '2026-08-01', date '2026-08-01', 'WRITTEN', 'x', 'x', current_timestamp from question where appeal = '$id'; update appeal set closed_at = received_at where id = '$id' | обещанное не на контроле",
        "redirect-control | insert into outcome (id, appeal, kind, whole, term, ground, unlawful, decision, link, rule, note, decided_by, decided_post, decided_at) values ('00000000-0000-0000-0000-0000000000c0', '$id', 'REDIRECT', true, 'T2', 'x', false, '', '', 'x', 'x', 'x', 'x', current_timestamp); insert into outcome_recipient (outcome, ordinal, name) values ('00000000-0000-0000-0000-0000000000c0', 1, 'x'); insert into redirect_control (id, appeal, outcome, recipient, due, asked_by, asked_post, asked_at, began_on) values ('00000000-0000-0000-0000-0000000000c1', '$id', '00000000-0000-0000-0000-0000000000c0', 1, date '2026-07-03', 'x', 'x', current_timestamp, date '2026-06-03') | идёт, процессов 0",
        "redirect-control | insert into outcome (id, appeal, kind, whole, term, ground, unlawful, decision, link, rule, note, decided_by, decided_post, decided_at) values ('00000000-0000-0000-0000-0000000000c0', '$id', 'REDIRECT', true, 'T2', 'x', false, '', '', 'x', 'x', 'x', 'x', current_timestamp); insert into outcome_recipient (outcome, ordinal, name) values ('00000000-0000-0000-0000-0000000000c0', 1, 'x'); insert into redirect_control (id, appeal, outcome, recipient, due, asked_by, asked_post, asked_at, began_on) values ('00000000-0000-0000-0000-0000000000c1', '$id', '00000000-0000-0000-0000-0000000000c0', 1, date '2026-07-03', 'x', 'x', current_timestamp, date '2026-06-03') | письмо не отправлено",
        "visits | insert into visit (id, appeal, tenant, on_day, at_time, place, participants, invited, appointed_by, appointed_post, appointed_at) values ('00000000-0000-0000-0000-0000000000c2', '$id', 'zarechensk.roads', date '2026-06-08', '10:30', 'x', 'x', false, 'x', 'x', current_timestamp) | открыт, процессов 0",
        "visits | insert into visit (id, appeal, tenant, on_day, at_time, place, participants, invited, appointed_by, appointed_post, appointed_at, ending) values ('00000000-0000-0000-0000-0000000000c2', '$id', 'zarechensk.roads', date '2026-06-08', '10:30', 'x', 'x', false, 'x', 'x', current_timestamp, 'HELD') | акта нет",
        "complaint-notice | insert into complaint_notice (id, appeal, text, noticed_by, noticed_post, noticed_at) values ('00000000-0000-0000-0000-0000000000c3', '$id', 'x', 'x', 'x', current_timestamp) | не проверено, процессов 0",
        "complaint-notice | insert into complaint_notice (id, appeal, text, noticed_by, noticed_post, noticed_at) values ('00000000-0000-0000-0000-0000000000c3', '$id', 'x', 'x', 'x', current_timestamp); update appeal set state = 'SIGNED' where id = '$id' | ответ подписан, а сообщение",
        "returned | insert into letter (id, appeal, kind, body, state, template, created_at, number, method, address, sent_at) select random_uuid(), id, 'ANSWER', 'tsur', 'SIGNED', 'x', received_at, 'Ц-1/2026', 'POST', 'x', received_at from appeal where id = '$id'; insert into letter_fate (letter, ordinal, kind, on_day, number, reason, method, address, sent_at, recorded_by, post, at) select id, 1, 'RETURNED', date '2026-06-03', '', 'x', 'POST', 'x', sent_at, 'x', 'x', sent_at from letter where appeal = '$id' | отправить его снова некому",
        "withdrawal | update appeal set closed_at = received_at, state = 'WITHDRAWN' where id = '$id' | заявителю не сообщено",
        "withdrawal | insert into withdrawal (id, appeal, signatory, text, received_on, recorded_by, recorded_post, recorded_at, decision) values ('00000000-0000-0000-0000-00000000aaaa', '$id', '', 'x', current_date, 'r', 'r', current_timestamp, 'STOP') | задание Task_AcceptQuestions открыто",
        "joining | insert into joining (id, appeal, to_appeal, joined_by, joined_post, joined_at) values (random_uuid(), '$id', '$id', 'x', 'x', current_timestamp) | мест ожидания 0",
        "joining | insert into joining (id, appeal, to_appeal, joined_by, joined_post, joined_at) values (random_uuid(), '$id', '$id', 'x', 'x', current_timestamp); update appeal set closed_at = received_at where id = '$id' | а первое окончено",
        "joining | insert into joining (id, appeal, to_appeal, joined_by, joined_post, joined_at, ended) values (random_uuid(), '$id', '$id', 'x', 'x', current_timestamp, 'ANSWERED') | ответ не отправлен",
        "joining | insert into joining (id, appeal, to_appeal, joined_by, joined_post, joined_at) select random_uuid(), id, id, 'x', 'x', received_at from appeal where id = '$id' union all select random_uuid(), id, id, 'x', 'y', received_at from appeal where id = '$id' | присоединено дважды",
        "answer-term | update deadline set current_one = false where appeal = '$id' and term = 'T5' | сроков ответа 0",
        "answer-term | update deadline set term = 'T6' where appeal = '$id' and term = 'T5'; update appeal set addressee = 'Министру' where id = '$id' | адресат не Губернатор",
        "reopening | update appeal set round_no = 2 where id = '$id' | рассмотрений 2, возобновлений 0",
        "reopening | update question set round_no = 2 where appeal = '$id' | рассматривается снова, а не назван",
        "reopening | insert into reopening (id, appeal, round_no, kind, text, state_before, answered_before, closed_before, late_before, ordered_by, ordered_post, ordered_at) select random_uuid(), id, 2, 'INCOMPLETE', 'x', 'ANSWERED', received_at, received_at, false, 'x', 'x', received_at from appeal where id = '$id' | прежний ответ не отправлен",
        "reopening | insert into reopening (id, appeal, round_no, kind, text, state_before, answered_before, closed_before, late_before, ordered_by, ordered_post, ordered_at) select random_uuid(), id, 2, 'INCOMPLETE', 'x', 'ANSWERED', received_at, received_at, false, 'x', 'x', received_at from appeal where id = '$id' | вопросы не названы",
        "signatories | insert into signatory (appeal, ordinal, name, address) values ('$id', 1, 'x', '') | подписавших 1",
        "reception | insert into reception (id, number, held_on, receiver, document, priority, kind, last_name, first_name, middle_name, organization, postal_address, email, phone, substance, result, answer, stored_at, stored_by, stored_post) values ('$id', 'ЛП-777/2026', date '2026-06-03', 'centre.head', 'PASSPORT', false, 'CITIZEN', 'x', '', '', '', '', '', '', 'x', 'ORAL_ANSWER', '', current_timestamp, 'registrar', 'x') | ЛП-777/2026: результат ORAL_ANSWER",
        "emails | insert into email (id, content_digest, sender, sender_name, addressee, text, received_at, stored_at, stored_by, reply_state, reply_tries) values ('00000000-0000-0000-0000-00000000e0a1', 'd', '', '', '', '', current_timestamp, current_timestamp, 'x', 'NONE', 0) | в работе, процессов 0",
        "emails | insert into email (id, content_digest, sender, sender_name, addressee, text, received_at, stored_at, stored_by, reply_state, reply_tries, verdict, closed_at) values ('00000000-0000-0000-0000-00000000e0a2', 'd', '', '', '', '', current_timestamp, current_timestamp, 'x', 'NONE', 0, 'REPORTS', current_timestamp) | закрыто без проверки или без отправки",
        "failed-jobs | update act_ru_job set retries_ = 0; update official_position set valid_until = date '2020-01-01' where role = 'ADMINISTRATOR' | нет ни одного администратора",
        "tenants | update act_ru_task set tenant_id_ = null | заданий без органа",
        "variables | update act_ru_variable set text_ = repeat('х', 300) where text_ is not null | длиннее 200"
      })
  void findsWhatIsBroken(String rule, String sql, String expected) {
    broken(
        sql,
        findings ->
            assertThat(findings)
                .anyMatch(f -> f.rule().id().equals(rule) && f.text().contains(expected)));
  }

  @Test
  void findsARegistrationWithAnotherTerm() {
    appeal = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);
    broken(
        "update act_ru_task set due_date_ = due_date_ + interval '1' day where task_def_key_ = 'Task_RegisterAppeal'",
        findings ->
            assertThat(findings)
                .anyMatch(f -> f.rule().id().equals("due") && f.text().contains("регистрации")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update act_ru_task set assignee_ = 'head.roads' where id_ = '$task' | у того, на кого жалоба",
        "update act_ru_identitylink set group_id_ = 'head@roads' where task_id_ = '$task' | некому выполнить",
        "update act_ru_execution set tenant_id_ = 'zarechensk.roads' where proc_inst_id_ = '$instance' | открыт тому, на кого жалоба",
        "insert into complaint_subject (seal, official) select seal, 'deputy.infra' from complaint where appeal = '$id' | некому выполнить"
      })
  void findsAComplaintInTheHandsOfWhomItIsOn(String sql, String expected) {
    appeal = region.registered(AppealType.COMPLAINT, Channel.POST, Region.ROADS);
    region.does(
        appeal,
        "Task_Triage",
        "complained",
        "YES",
        "subjects",
        List.of(Map.of("who", "official:head.roads")));
    var task = region.task(appeal, "Task_AcceptQuestions");
    assertThat(check.findings()).noneMatch(f -> f.rule().id().equals("complaints"));
    broken(
        sql.replace("$task", task.getId()).replace("$instance", task.getProcessInstanceId()),
        findings ->
            assertThat(findings)
                .anyMatch(
                    f ->
                        f.rule().id().equals("complaints")
                            && f.text().contains(number())
                            && f.text().contains(expected)));
  }

  @Test
  void findsALetterThatNobodyIsAskedAbout() {
    broken(
        """
        insert into letter (id, appeal, kind, body, state, template, created_at, number, signed_version, signed_digest,
            signed_by, signed_name, signed_post, signed_at, document, method, address, message_id)
          values ('00000000-0000-0000-0000-00000000c0de', '$id', 'ANSWER', 'minroads', 'SIGNED', 't', current_timestamp,
            'Х-1/2026', 1, 'd', 'signer.roads', 'n', 'p', current_timestamp, 'd', 'EMAIL', 'a@example.org', 'm@x');
        insert into delivery_attempt (letter, ordinal, address, started_at, finished_at, outcome)
          values ('00000000-0000-0000-0000-00000000c0de', 1, 'a@example.org', current_timestamp, current_timestamp, 'UNKNOWN')
        """,
        findings ->
            assertThat(findings)
                .anyMatch(f -> f.rule().id().equals("letters") && f.text().contains("c0de")));
  }

  @Test
  void findsTwoAppealsWithOneExternalNumber() {
    jdbc.sql("alter table appeal drop constraint appeal_external").update();
    try {
      broken(
          """
          update appeal set external_id = 'twice' where id = '$id';
          insert into appeal (id, channel, external_id, content_digest, type, addressee, text, received_at, stored_at, stored_by, state)
            select random_uuid(), channel, external_id, content_digest, type, addressee, text, received_at, stored_at, stored_by, state
            from appeal where id = '$id'
          """,
          findings -> assertThat(findings).anyMatch(f -> f.rule().id().equals("doubles")));
    } finally {
      jdbc.sql("alter table appeal add constraint appeal_external unique (channel, external_id)")
          .update();
    }
  }

  private String number() {
    return jdbc.sql("select number from appeal where id = :id")
        .param("id", appeal.value())
        .query(String.class)
        .single();
  }
}
