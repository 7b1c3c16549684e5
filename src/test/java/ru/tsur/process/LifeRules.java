package ru.tsur.process;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.deadline.ProductionCalendar;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.TaskGroup;
import ru.tsur.workflow.StoredCalendars;

/**
 * What holds after each event of a life, beyond {@code control.Check}. Each rule is one query that
 * finds what breaks it.
 */
@Component
class LifeRules {

  private record Rule(String name, String query) {}

  private static final String NAME = "concat('обращение ', cast(a.id as varchar(36)), ' ', ";

  /** The coordinator has ended the work: only the notice of it is left to send (art. 5 п. 5). */
  private static final String STOPPED =
      "exists (select 1 from withdrawal s where s.appeal = a.id and s.decision = 'STOP')";

  /** It left, came back, and is with the registrar. */
  private static final String BACK =
      "exists (select 1 from letter_fate f where f.letter = l.id and f.kind = 'RETURNED')";

  /** What was joined to another one has its term and its answer (law.md §5). */
  private static final String JOINED =
      "exists (select 1 from joining j where j.appeal = a.id and (j.ended is null or j.ended = 'ANSWERED'))";

  /** The term of the answer in the consideration that runs, or ran last. */
  private static final String ANSWER = "case when a.round_no = 1 then 'T5' else 'T5_REOPENED' end";

  /**
   * %s is one of those whom the complaint is on (art. 8 p. 6), or has a position in such a body.
   */
  private static final String SUBJECT =
      """
      (%1$s = s.official or exists (select 1 from official_position p where p.official = %1$s and p.body = s.body
        and p.valid_from <= cast(:now as date) and coalesce(p.valid_until, date '9999-12-31') >= cast(:now as date)))
      """;

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "deadline: an open appeal has exactly one deadline of its own",
              "select "
                  + NAME
                  + """
                   a.state) from appeal a where a.closed_at is null
                    and (select count(*) from deadline d where d.appeal = a.id and d.subject = 'APPEAL' and d.current_one
                      and d.term = case when a.number is null then 'T1' when a.round_no = 1 then 'T5' else 'T5_REOPENED' end) <> 1
                  """),
          new Rule(
              "term: 30 days from the registration and the days granted; none are granted again when"
                  + " it is considered again",
              "select "
                  + NAME
                  + """
                   d.raw) from appeal a join deadline d on d.appeal = a.id and d.subject = 'APPEAL'
                    and d.term = 'T5_REOPENED' and d.current_one
                    join reopening r on r.appeal = a.id and r.round_no = a.round_no
                  where d.extension <> 0 or cast(d.raw as date) <> dateadd('day', 30, cast(d.started_at as date))
                    or cast(d.started_at as date) <> coalesce(r.received_on, cast(r.ordered_at as date))
                  union all select concat('обращение ', cast(a.id as varchar(36)), ' ',
                   d.raw) from appeal a join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term = 'T5'
                    and d.current_one
                  where not %s and (cast(d.raw as date) <> dateadd('day', 30 + d.extension, cast(d.started_at as date))
                    or cast(d.started_at as date) <> cast(a.registered_at as date)
                    or d.extension <> coalesce((select sum(e.granted_days) from extension e where e.appeal = a.id
                      and e.granted), 0))
                  """
                      .formatted(JOINED)),
          new Rule(
              "extension: once, by 30 days at most, asked and decided by two people before the term"
                  + " is over",
              "select "
                  + NAME
                  + """
                   e.id) from appeal a join extension e on e.appeal = a.id
                  where (e.days > 30 or e.granted_days > 30 or e.requested_by = e.decided_by
                    or e.granted and (
                      exists (select 1 from extension o where o.appeal = a.id and o.granted and o.id <> e.id)
                      or exists (select 1 from act b where b.appeal = a.id and b.action = 'BREACHED' and b.object = 'T5'
                        and b.at <= e.decided_at)))
                  """),
          new Rule(
              "work: every part that is not ready has exactly one task",
              "select "
                  + NAME
                  + """
                   'поручений ', parts, ', заданий ', tasks) from (
                    select a.id, (select count(*) from assignment s where s.appeal = a.id and s.state not in ('PART_READY', 'TAKEN_BACK')) as parts,
                      (select count(*) from act_ru_execution e join act_ru_task t on t.proc_inst_id_ = e.id_
                        where e.business_key_ = cast(a.id as varchar(36)) and t.task_def_key_ in ('Task_AcceptQuestions',
                          'Task_PreparePart', 'Task_ApprovePart', 'Task_DecideBlock')) as tasks
                    from appeal a where a.closed_at is null and not %s) a
                  where parts <> tasks
                  """
                      .formatted(STOPPED)),
          new Rule(
              "one: the appeal itself waits in exactly one place",
              "select "
                  + NAME
                  + """
                   'мест ', places) from (
                    select a.id, (select count(distinct t.task_def_key_) from act_ru_execution e
                        join act_ru_task t on t.proc_inst_id_ = e.id_
                        where e.business_key_ = cast(a.id as varchar(36)) and t.task_def_key_ in ('Task_RegisterAppeal',
                          'Task_Triage', 'Task_ConfirmRouting',
                          'Task_DraftAnswer', 'Task_ApproveInTurn', 'Task_ApproveInParallel', 'Task_SignAnswer'))
                      + (select count(*) from letter l where l.appeal = a.id and l.state in ('SIGNED', 'SENT')
                        and l.kind = 'ANSWER' and l.round_no = a.round_no)
                      + (select case when count(*) > 0 and not exists (select 1 from question q where q.appeal = a.id
                        and q.round_no = a.round_no and q.outcome is null) then 1 else 0 end from outcome o
                        where o.appeal = a.id and o.decided_at >= coalesce(
                          (select max(r.ordered_at) from reopening r where r.appeal = a.id), o.decided_at))
                      + (select case when count(*) > 0 then 1 else 0 end from assignment s where s.appeal = a.id
                        and s.round_no = a.round_no and s.state not in ('PART_READY', 'TAKEN_BACK')) as places
                    from appeal a where a.closed_at is null and not %s and not %s) a
                  where places <> 1
                  """
                      .formatted(STOPPED, JOINED)),
          new Rule(
              "stopped: nobody works on it any more, the applicant is told",
              "select "
                  + NAME
                  + """
                   t.task_def_key_) from appeal a join act_ru_execution e on e.business_key_ = cast(a.id as varchar(36))
                    join act_ru_task t on t.proc_inst_id_ = e.id_
                  where %s and t.task_def_key_ in ('Task_Triage', 'Task_ConfirmRouting', 'Task_AcceptQuestions',
                    'Task_PreparePart', 'Task_ApprovePart', 'Task_DecideBlock', 'Task_DraftAnswer', 'Task_ApproveInTurn',
                    'Task_ApproveInParallel', 'Task_SignAnswer')
                  union all
                  select concat('обращение ', cast(a.id as varchar(36)), ' без извещения') from appeal a
                  where a.closed_at is not null and %s and not exists (select 1 from letter l where l.appeal = a.id
                    and l.kind = 'WITHDRAWAL_NOTICE' and l.signed_at is not null)
                  """
                      .formatted(STOPPED, STOPPED)),
          new Rule(
              "complaint: whom it is on holds no task of it and has done none since that was found",
              "select "
                  + NAME
                  + """
                   t.assignee_) from complaint c join appeal a on a.id = c.appeal join complaint_subject s on s.seal = c.seal
                    join act_ru_execution e on e.business_key_ = cast(a.id as varchar(36))
                    join act_ru_task t on t.proc_inst_id_ = e.id_
                  where t.assignee_ is not null and %s
                  union all
                  select concat('обращение ', cast(c.appeal as varchar(36)), ' ', d.actor, ' ', d.action) from complaint c
                    join complaint_subject s on s.seal = c.seal
                    join act d on d.appeal = c.appeal and d.at > c.recorded_at and d.action in ('TASK_TAKEN', 'TASK_COMPLETED')
                  where %s
                  """
                      .formatted(SUBJECT.formatted("t.assignee_"), SUBJECT.formatted("d.actor"))),
          new Rule(
              "returns: a block returns twice at most",
              "select "
                  + NAME
                  + "s.returns) from appeal a join assignment s on s.appeal = a.id where s.returns"
                  + " > 2"),
          new Rule(
              "overdue: somebody above knows",
              "select "
                  + NAME
                  + """
                   d.due) from appeal a
                    join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term = %s and d.current_one
                  where a.closed_at is null and d.fulfilled_at is null and d.due + interval '1' minute <= :now
                    and not exists (select 1 from ladder_step s where s.raised_at >= d.due
                      and (s.appeal = a.id or s.appeal in (
                      select j.to_appeal from joining j where j.appeal = a.id and j.ended is null)))
                  """
                      .formatted(ANSWER)),
          new Rule(
              "ladder: on its last step is a task, or measures by a named official",
              "select "
                  + NAME
                  + """
                   s.tenant, ' ', s.level) from appeal a join ladder_step s on s.appeal = a.id
                  where a.closed_at is null and s.tenant <> 'tsur' and not %s
                    and s.raised_at >= coalesce((select max(r.ordered_at) from reopening r where r.appeal = a.id), s.raised_at)
                    and not exists (select 1 from ladder_step h where h.appeal = a.id and h.tenant = s.tenant
                      and h.level > s.level)
                    and s.recorded_by is null
                    and not exists (select 1 from act_ru_execution e join act_ru_task t on t.proc_inst_id_ = e.id_
                      where e.business_key_ = cast(a.id as varchar(36)) and regexp_replace(t.tenant_id_, '-[0-9]+$', '') = s.tenant
                        and t.task_def_key_ = case s.level when 1 then 'Task_HeadMeasures' when 2 then 'Task_DeputyMeasures'
                          else 'Task_ApparatusMeasures' end)
                  """
                      .formatted(STOPPED)),
          new Rule(
              "ladder: a late decision of articles 8 and 11 has a task of its own, or measures by a named official",
              "select "
                  + NAME
                  + """
                   'решений ', late, ', заданий ', open, ', мер ', measures) from (
                    select a.id, (select count(*) from outcome o where o.appeal = a.id and o.done_at is null and exists (
                        select 1 from deadline d where d.appeal = a.id and d.subject = 'APPEAL' and d.term = o.term
                          and d.current_one and d.due + interval '1' minute <= :now)) as late,
                      (select count(*) from act_ru_execution e join act_ru_task t on t.proc_inst_id_ = e.id_
                        where e.business_key_ = cast(a.id as varchar(36)) and regexp_replace(t.tenant_id_, '-[0-9]+$', '') = 'tsur'
                          and t.task_def_key_ like 'Task%%Measures') as open,
                      (select count(*) from ladder_step s where s.appeal = a.id and s.tenant = 'tsur'
                        and s.recorded_by is not null) as measures
                    from appeal a where a.closed_at is null and not %s) a
                  where late > open + measures
                  """
                      .formatted(STOPPED)),
          new Rule(
              "ladder: its timers are those of its deadlines",
              "select "
                  + NAME
                  + """
                   j.duedate_) from appeal a join act_ru_execution e on e.business_key_ = cast(a.id as varchar(36))
                    join act_ru_job j on j.process_instance_id_ = e.id_
                    join act_ru_jobdef jd on jd.id_ = j.job_def_id_
                      and jd.act_id_ in ('Event_HeadLate', 'Event_DeputyLate', 'Event_ApparatusLate')
                    join act_ru_task t on t.proc_inst_id_ = e.id_ and t.task_def_key_ like 'Task%Measures'
                    join deadline d on d.subject = t.id_ and d.current_one
                  where j.duedate_ <> d.due + interval '1' minute
                  """),
          new Rule(
              "hands: author, approver and signer are three people",
              "select "
                  + NAME
                  + """
                   l.kind) from appeal a join letter l on l.appeal = a.id
                  where l.signed_by is not null and (
                    exists (select 1 from draft_version v where v.letter = l.id and v.version = l.signed_version
                      and (v.author in (l.signed_by, coalesce(l.signed_for, ''))
                        or v.author_for in (l.signed_by, coalesce(l.signed_for, ''))))
                    or exists (select 1 from approval p join draft_version v on v.letter = p.letter and v.version = p.version
                      where p.letter = l.id and p.approved and p.version = l.signed_version
                        and (p.approver in (l.signed_by, coalesce(l.signed_for, ''), v.author, coalesce(v.author_for, ''))
                          or p.approver_for in (l.signed_by, coalesce(l.signed_for, ''), v.author, coalesce(v.author_for, '')))))
                  """),
          new Rule(
              "hands: nobody approves his own part",
              "select "
                  + NAME
                  + """
                   p.author) from appeal a join assignment s on s.appeal = a.id join answer_part p on p.assignment = s.id
                  where p.author in (p.approved_by, coalesce(p.approved_for, ''))
                    or p.author_for in (p.approved_by, coalesce(p.approved_for, ''))
                  """),
          new Rule(
              "approval: what is signed was approved as it stands, by the last word on it",
              "select "
                  + NAME
                  + """
                   l.number) from appeal a join letter l on l.appeal = a.id
                  where l.kind = 'ANSWER' and l.signed_by is not null and (
                    not exists (select 1 from approval p where p.letter = l.id and p.version = l.signed_version and p.approved
                      and p.ordinal = (select max(ordinal) from approval o where o.letter = l.id))
                    or l.signed_version <> (select max(version) from draft_version v where v.letter = l.id))
                  """),
          new Rule(
              "parts: before the answer is drafted every part is there, approved where several"
                  + " bodies answer",
              "select "
                  + NAME
                  + """
                   s.body) from appeal a join assignment s on s.appeal = a.id
                  where s.state <> 'TAKEN_BACK' and exists (select 1 from letter l where l.appeal = a.id and l.kind = 'ANSWER'
                      and l.round_no = s.round_no and l.state <> 'CANCELLED') and (
                    s.state <> 'PART_READY'
                    or not exists (select 1 from answer_part p where p.assignment = s.id
                      and p.version = (select max(version) from answer_part x where x.assignment = s.id)
                      and (p.approved_by is not null
                        or (select count(*) from assignment o where o.appeal = a.id and o.round_no = s.round_no
                          and o.state <> 'TAKEN_BACK') = 1)))
                  """),
          new Rule(
              "outcomes: a decision of articles 8 and 11 is under way, or its signed letters have left",
              "select "
                  + NAME
                  + """
                   o.kind) from appeal a join outcome o on o.appeal = a.id
                  where a.closed_at is not null and not %s and (o.done_at is null or o.letter is null
                      or not exists (select 1 from letter l where l.id = o.letter and (l.state = 'SENT' or %s)))
                    or o.done_at is not null and exists (select 1 from outcome_recipient r join letter l on l.id = r.letter
                      where r.outcome = o.id and l.state <> 'SENT' and not %s)
                  """
                      .formatted(STOPPED, BACK, BACK)),
          new Rule(
              "outcomes: overdue ones are on the ladder of the ЦУР",
              "select "
                  + NAME
                  + """
                   o.kind) from appeal a join outcome o on o.appeal = a.id
                    join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term = o.term and d.current_one
                  where a.closed_at is null and o.done_at is null and d.due + interval '1' minute <= :now
                    and not exists (select 1 from act b where b.appeal = a.id and b.action = 'BREACHED' and b.object = d.term)
                  """),
          new Rule(
              "closed: one answer left or another outcome is done, and nothing runs on",
              "select "
                  + NAME
                  + """
                   a.state) from appeal a where a.closed_at is not null and (
                    (select count(*) from letter l where l.appeal = a.id and (l.state = 'SENT' or %s) and l.kind = 'ANSWER'
                        and l.round_no = a.round_no)
                      <> case when a.state = 'ANSWERED' and not %s then 1 else 0 end
                    or exists (select 1 from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_
                      where e.business_key_ = cast(a.id as varchar(36)) and d.key_ = 'appeal')
                    or exists (select 1 from question q where q.appeal = a.id and q.result is null))
                  """
                      .formatted(BACK, JOINED)),
          new Rule(
              "closed late: the breach is recorded",
              "select "
                  + NAME
                  + """
                   a.answered_at) from appeal a
                    join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term = %s and d.current_one
                  where a.state = 'ANSWERED' and cast(a.answered_at as timestamp) >= d.due + interval '1' minute
                    and not exists (select 1 from act b where b.appeal = a.id and b.action = 'BREACHED' and b.object = d.term)
                  """
                      .formatted(ANSWER)),
          new Rule(
              "post: what may have left is not sent again without a person",
              "select "
                  + NAME
                  + """
                   l.number) from appeal a join letter l on l.appeal = a.id
                    join delivery_attempt t on t.letter = l.id and t.outcome in ('UNKNOWN', 'CLAIMED')
                    join delivery_attempt n on n.letter = l.id and n.ordinal = t.ordinal + 1
                  where not exists (select 1 from delivery_decision c where c.letter = l.id
                    and c.after_attempt = t.ordinal and c.decision in ('RETRY', 'ADDRESS'))
                  """),
          new Rule(
              "post: a letter is sent once, by the server's word or by a person's, and once more for"
                  + " each time it came back",
              "select "
                  + NAME
                  + """
                   l.number) from appeal a join letter l on l.appeal = a.id
                  where l.state = 'SENT' and l.kind <> 'RECORD'
                    and (select 1 + count(*) from letter_fate f where f.letter = l.id and f.kind = 'RETURNED') <>
                    (select count(*) from delivery_attempt t where t.letter = l.id and t.outcome = 'SENT')
                    + (select count(*) from delivery_decision c where c.letter = l.id
                      and c.decision in ('DISPATCHED', 'CONFIRMED', 'KEPT'))
                  """));

  /** Without an appeal of their own. */
  private static final List<Rule> ORPHANS =
      List.of(
          new Rule(
              "orphans: an instance in the history runs",
              """
              select h.id_ from act_hi_procinst h where h.end_time_ is null
                and not exists (select 1 from act_ru_execution e where e.id_ = h.id_)
              """),
          new Rule(
              "orphans: variable, link, subscription, sending step and timer belong to something",
              """
              select concat('variable ', v.name_) from act_ru_variable v where v.execution_id_ is not null
                and not exists (select 1 from act_ru_execution e where e.id_ = v.execution_id_)
              union all
              select concat('link ', i.id_) from act_ru_identitylink i where i.task_id_ is not null
                and not exists (select 1 from act_ru_task t where t.id_ = i.task_id_)
              union all
              select concat('subscription ', s.id_) from act_ru_event_subscr s where s.execution_id_ is not null
                and not exists (select 1 from act_ru_execution e where e.id_ = s.execution_id_)
              union all
              select concat('step ', x.id_) from act_ru_ext_task x
                where not exists (select 1 from act_ru_execution e where e.id_ = x.execution_id_)
              union all
              select concat('job ', j.id_) from act_ru_job j where j.execution_id_ is not null
                and not exists (select 1 from act_ru_execution e where e.id_ = j.execution_id_)
              union all
              select concat('called ', e.id_) from act_ru_execution e where e.super_exec_ is not null
                and not exists (select 1 from act_ru_execution s where s.id_ = e.super_exec_)
              """),
          new Rule(
              "substitution: nothing is done in another's place after it has ended",
              """
              select t.task_def_key_ from passed_task p join substitution s on s.id = p.substitution
                join act_ru_task t on t.id_ = p.task
              where s.ended_at is not null or s.begun_at is null
              """),
          new Rule(
              "tasks: each has one group, or names its person",
              """
              select concat(t.task_def_key_, ' ', count(i.id_)) from act_ru_task t
                left join act_ru_identitylink i on i.task_id_ = t.id_ and i.group_id_ is not null and i.type_ = 'candidate'
              group by t.id_, t.task_def_key_ having count(i.id_) <> 1
              """));

  private final JdbcClient jdbc;
  private final Organization organization;
  private final StoredCalendars calendars;
  private final Staff staff;
  private final Clock clock;

  LifeRules(
      JdbcClient jdbc,
      Organization organization,
      StoredCalendars calendars,
      Staff staff,
      Clock clock) {
    this.jdbc = jdbc;
    this.organization = organization;
    this.calendars = calendars;
    this.staff = staff;
    this.clock = clock;
  }

  /** What breaks a rule of an appeal. */
  List<String> brokenByAppeals() {
    List<String> found = new ArrayList<>();
    RULES.forEach(rule -> find(rule, found));
    return found;
  }

  /** What breaks a rule anywhere. */
  List<String> broken() {
    List<String> found = brokenByAppeals();
    ORPHANS.forEach(rule -> find(rule, found));
    found.addAll(nobodyThere());
    found.addAll(openedForTheAbsent());
    found.addAll(onTheWrongDay());
    return found;
  }

  private void find(Rule rule, List<String> found) {
    jdbc.sql(rule.query())
        .param("now", LocalDateTime.now(clock))
        .query(String.class)
        .list()
        .forEach(one -> found.add(rule.name() + ": " + one));
  }

  /** Every task finds somebody, unless he is away. */
  private List<String> nobodyThere() {
    return jdbc
        .sql(
            """
            select distinct i.group_id_ from act_ru_identitylink i join act_ru_task t on t.id_ = i.task_id_
            where i.group_id_ is not null
            """)
        .query(String.class)
        .list()
        .stream()
        .map(TaskGroup::new)
        .filter(group -> organization.membersOf(group).isEmpty() && !staff.misses(group))
        .map(group -> "people: nobody does the tasks of " + group)
        .toList();
  }

  /** Nobody is given a task who had left before it opened. */
  private List<String> openedForTheAbsent() {
    return jdbc
        .sql(
            "select assignee_, create_time_, task_def_key_ from act_ru_task where assignee_ is not"
                + " null")
        .query(
            (row, i) ->
                staff.hadLeft(
                        new OfficialId(row.getString(1)), row.getObject(2, LocalDateTime.class))
                    ? "people: " + row.getString(3) + " was opened for " + row.getString(1)
                    : "")
        .list()
        .stream()
        .filter(found -> !found.isEmpty())
        .toList();
  }

  /**
   * By the calendar in force a term ends on the last working day; what a change would have moved
   * into the past stays. Nothing is known while an act is under way.
   */
  private List<String> onTheWrongDay() {
    if (jdbc.sql("select count(*) from recalculation where running = 1").query(Long.class).single()
        > 0) {
      return List.of();
    }
    ProductionCalendar calendar = calendars.current().withWeekendsOnlyOutside();
    LocalDate today = LocalDate.now(clock);
    return jdbc
        .sql(
            """
            select distinct cast(d.raw as date) as raw, cast(d.due as date) as due from deadline d
              join appeal a on a.id = d.appeal
            where a.closed_at is null and d.subject = 'APPEAL' and d.term in ('T5', 'T5_REOPENED')
              and d.current_one and d.fulfilled_at is null and d.due > :now
            """)
        .param("now", LocalDateTime.now(clock))
        .query(
            (row, i) ->
                Map.entry(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)))
        .list()
        .stream()
        .filter(
            one -> {
              LocalDate last = one.getKey();
              while (!calendar.isWorking(last)) {
                last = last.minusDays(1);
              }
              return !last.isBefore(today) && !last.equals(one.getValue());
            })
        .map(one -> "calendar: 30 days end on " + one.getKey() + ", due is " + one.getValue())
        .toList();
  }
}
