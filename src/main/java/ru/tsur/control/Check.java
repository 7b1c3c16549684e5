package ru.tsur.control;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.Outbox;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.TaskGroup;

/**
 * Proves on any database, live or restored, that register and engine agree. Reads the engine's
 * tables by SQL: its queries could not join the register, and see only what somebody may see.
 *
 * <p>Local moments of the register are compared with the engine's timestamps as they stand: both
 * are in the JVM's zone, which is the region's.
 */
@Component
public class Check {

  /** When a rule holds. */
  public enum Holds {
    /** After every commit. */
    ALWAYS("в любую минуту"),
    /** When no command, job or letter is under way or overdue. */
    AT_REST("когда ничего не выполняется");

    private final String title;

    Holds(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** A rule by name. */
  public record Rule(String id, String name, Holds holds) {}

  /** What a rule found, in Russian, without personal data. */
  public record Finding(Rule rule, String text) {

    @Override
    public String toString() {
      return rule.id() + " «" + rule.name() + "»: " + text;
    }
  }

  /** Longest text in a process variable: ids, codes and lists of them. */
  static final int LONGEST_VARIABLE = 200;

  /** More than so many findings of one rule say nothing new. */
  private static final int MOST_FINDINGS = 100;

  private static final Pattern NUMBER = Pattern.compile("(.+)-(\\d{1,9})/(\\d{4})");

  private record Ruled(Rule rule, Supplier<List<String>> query) {}

  private final JdbcClient jdbc;
  private final Organization organization;
  private final Outbox outbox;
  private final Clock clock;
  private final List<Ruled> rules = new ArrayList<>();

  Check(JdbcClient jdbc, Organization organization, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.organization = organization;
    this.outbox = outbox;
    this.clock = clock;
    rule("doubles", "Нет двух обращений с одним внешним номером", Holds.ALWAYS, this::doubles);
    rule("numbers", "Номера идут без пропусков и повторов", Holds.ALWAYS, this::numbers);
    rule(
        "root",
        "У открытого обращения один процесс, у закрытого – ни одного",
        Holds.ALWAYS,
        this::roots);
    rule(
        "waits",
        "По открытому обращению есть что делать или чего ждать",
        Holds.ALWAYS,
        this::waits);
    rule("responsible", "За письмо отвечает ровно один орган", Holds.ALWAYS, this::responsible);
    rule(
        "orphans",
        "Каждый процесс, задание, письмо и форма относится к обращению",
        Holds.ALWAYS,
        this::orphans);
    rule(
        "requests",
        "У открытого запроса документов есть процесс, у оконченного – нет",
        Holds.ALWAYS,
        this::requests);
    rule("due", "Срок задания тот же, что в реестре", Holds.ALWAYS, this::dueDates);
    rule("timer", "Нарушение срока будет записано в срок из реестра", Holds.AT_REST, this::timers);
    rule(
        "breach-early",
        "Нарушение срока записано один раз и не раньше срока",
        Holds.ALWAYS,
        this::breachesEarly);
    rule(
        "breach-missing",
        "Истёкший срок записан как нарушение",
        Holds.AT_REST,
        this::breachesMissing);
    rule(
        "outcome",
        "У закрытого обращения отправлено письмо и есть результаты",
        Holds.ALWAYS,
        this::outcomes);
    rule("evidence", "Принятые меры подтверждены", Holds.ALWAYS, this::evidence);
    rule(
        "promise",
        "Обещанное в ответе на контроле ровно один раз и до своего дня",
        Holds.ALWAYS,
        this::promises);
    rule(
        "redirect-control",
        "Переадресованное на контроле ровно один раз и после отправки письма",
        Holds.ALWAYS,
        this::redirectControls);
    rule(
        "visits",
        "У открытого выезда есть процесс, у оконченного – нет; у проведённого есть акт",
        Holds.ALWAYS,
        this::visits);
    rule(
        "complaint-notice",
        "Сообщённую жалобу на наших проверяет координатор, и раньше подписи ответа",
        Holds.ALWAYS,
        this::complaintNotices);
    rule("returned", "О вернувшемся письме спрошен регистратор", Holds.ALWAYS, this::returned);
    rule(
        "withdrawal",
        "Прекращённое по заявлению: заявителю сообщено, работы нет",
        Holds.ALWAYS,
        this::withdrawals);
    rule(
        "joining",
        "Присоединённое обращение ждёт первого и отвечено вместе с ним",
        Holds.ALWAYS,
        this::joinings);
    rule(
        "joining-term",
        "Срок присоединённого обращения – срок первого",
        Holds.AT_REST,
        this::joiningTerms);
    rule(
        "answer-term",
        "У зарегистрированного обращения один срок ответа",
        Holds.ALWAYS,
        this::answerTerms);
    rule(
        "reopening",
        "Возобновлённое рассмотрение: прежний ответ в деле, рассматриваются названные вопросы",
        Holds.ALWAYS,
        this::reopenings);
    rule(
        "signatories",
        "Коллективное обращение подписали не меньше двух человек",
        Holds.ALWAYS,
        this::signatories);
    rule(
        "reception",
        "Карточка личного приёма оканчивается так, как велит статья 13",
        Holds.ALWAYS,
        this::receptions);
    rule(
        "emails",
        "Электронное письмо, которое не обращение, проверяется или закрыто",
        Holds.ALWAYS,
        this::emails);
    rule("failed-jobs", "Сбои есть кому разобрать", Holds.ALWAYS, this::failedJobs);
    rule("letters", "О письме с неясной судьбой спрошен регистратор", Holds.AT_REST, this::letters);
    rule("complaints", "Никто не держит и не видит жалобу на себя", Holds.ALWAYS, this::complaints);
    rule("tenants", "У каждого процесса и задания известен орган", Holds.ALWAYS, this::tenants);
    rule(
        "variables",
        "В данных процессов нет текстов и сведений о людях",
        Holds.ALWAYS,
        this::variables);
  }

  /** All rules, in the order in which they are asked. */
  public List<Rule> rules() {
    return rules.stream().map(Ruled::rule).toList();
  }

  /** What is wrong by any rule; holds where nothing is under way. */
  @Transactional(readOnly = true)
  public List<Finding> findings() {
    return findings(Set.of(Holds.values()));
  }

  /** What is wrong by the rules that hold at such moments. */
  @Transactional(readOnly = true)
  public List<Finding> findings(Set<Holds> moments) {
    List<Finding> findings = new ArrayList<>();
    for (Ruled ruled : rules) {
      if (moments.contains(ruled.rule().holds())) {
        List<String> found = ruled.query().get();
        found.stream()
            .limit(MOST_FINDINGS)
            .forEach(text -> findings.add(new Finding(ruled.rule(), text)));
        if (found.size() > MOST_FINDINGS) {
          findings.add(
              new Finding(ruled.rule(), "и ещё " + (found.size() - MOST_FINDINGS) + " таких же"));
        }
      }
    }
    return findings;
  }

  private void rule(String id, String name, Holds holds, Supplier<List<String>> query) {
    rules.add(new Ruled(new Rule(id, name, holds), query));
  }

  private List<String> doubles() {
    return texts(
        """
        select concat('канал ', channel, ', внешний номер ', external_id, ': обращений ', count(*)) from appeal
        where external_id is not null group by channel, external_id having count(*) > 1
        """);
  }

  private List<String> numbers() {
    List<String> found = new ArrayList<>();
    Map<String, BitSet> given = new TreeMap<>();
    jdbc.sql(
            "select number from appeal where number is not null union all select number from letter where number is not null union all select number from email where number is not null union all select number from reception")
        .query(
            (java.sql.ResultSet row) -> {
              String number = row.getString(1);
              Matcher parts = NUMBER.matcher(number);
              if (!parts.matches()) {
                found.add("номер " + number + " не из ряда");
                return;
              }
              BitSet ofSeries =
                  given.computeIfAbsent(
                      parts.group(1) + "/" + parts.group(3), none -> new BitSet());
              int ordinal = Integer.parseInt(parts.group(2));
              if (ofSeries.get(ordinal)) {
                found.add("номер " + number + " дан дважды");
              }
              ofSeries.set(ordinal);
            });
    Set<String> series = new HashSet<>();
    jdbc.sql("select series, series_year, last_number from number_series order by 1, 2")
        .query(
            (java.sql.ResultSet row) -> {
              String key = row.getString(1) + "/" + row.getInt(2);
              series.add(key);
              compare(key, row.getInt(3), given.getOrDefault(key, new BitSet()), found);
            });
    given.keySet().stream()
        .filter(key -> !series.contains(key))
        .forEach(key -> found.add("ряд " + key + " не заведён, а номера из него есть"));
    return found;
  }

  private static void compare(String series, int last, BitSet given, List<String> found) {
    for (int gap = given.nextClearBit(1); gap <= last; gap = given.nextClearBit(gap + 1)) {
      found.add("ряд " + series + ": нет номера " + gap);
    }
    if (given.length() - 1 > last) {
      found.add(
          "ряд " + series + ": последний номер " + (given.length() - 1) + ", а счётчик " + last);
    }
    if (given.get(0)) {
      found.add("ряд " + series + ": номер 0");
    }
  }

  private static final String ROOT =
      """
      act_ru_execution e join act_re_procdef p on p.id_ = e.proc_def_id_
        where e.id_ = e.proc_inst_id_ and e.super_exec_ is null and p.key_ = 'appeal'
          and e.business_key_ = cast(a.id as varchar(36))
      """;

  private List<String> roots() {
    return texts(
        """
        select concat('обращение ', coalesce(number, cast(id as varchar(36))), ': ',
          case when closed_at is null then 'открыто' else 'закрыто' end, ', процессов ', roots)
        from (select a.id, a.number, a.closed_at, (select count(*) from %s) as roots from appeal a) counted
        where (closed_at is null and roots <> 1) or (closed_at is not null and roots <> 0)
        """
            .formatted(ROOT));
  }

  /** A reminder or the breach timer is no reason to wait: something else has to be to do. */
  private List<String> waits() {
    return texts(
        """
        select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': в процессе нечего делать и ждать')
        from appeal a where a.closed_at is null and exists (select 1 from %s)
          and not exists (select 1 from joining j where j.appeal = a.id and j.ended is null)
          and not exists (select 1 from act_ru_execution x where x.business_key_ = cast(a.id as varchar(36))
            and x.id_ = x.proc_inst_id_ and (
              exists (select 1 from act_ru_task t where t.proc_inst_id_ = x.id_)
              or exists (select 1 from act_ru_ext_task t where t.proc_inst_id_ = x.id_)
              or exists (select 1 from act_ru_job j left join act_ru_jobdef d on d.id_ = j.job_def_id_
                where j.process_instance_id_ = x.id_ and (d.act_id_ is null
                  or d.act_id_ not in ('Event_Reminder', 'Event_TermBreached', 'Event_RegistrationBreached')))))
        """
            .formatted(ROOT));
  }

  private List<String> responsible() {
    return texts(
        """
        select concat('обращение ', coalesce(number, cast(id as varchar(36))), ': ответственных органов ', leading_ones)
        from (select a.id, a.number, count(*) as all_ones, sum(case when s.responsible then 1 else 0 end) as leading_ones
          from appeal a join assignment s on s.appeal = a.id and s.round_no = a.round_no and s.state <> 'TAKEN_BACK'
          where a.state in ('IN_WORK', 'SIGNED') group by a.id, a.number) counted
        where leading_ones <> 1
        """);
  }

  private List<String> orphans() {
    List<String> found =
        new ArrayList<>(
            texts(
                """
                select concat('процесс ', e.id_, ' с ключом ', coalesce(e.business_key_, 'нет'), ': нет такого обращения')
                from act_ru_execution e where e.id_ = e.proc_inst_id_
                  and not exists (select 1 from appeal a where cast(a.id as varchar(36)) = e.business_key_)
                  and not exists (select 1 from recalculation r where r.finished_at is null
                    and concat('recalculation-', r.id) = e.business_key_)
                  and not exists (select 1 from email m where cast(m.id as varchar(36)) = e.business_key_)
                """));
    found.addAll(
        texts(
            """
            select concat('отложенный шаг ', j.id_, ': нет процесса ', j.process_instance_id_) from act_ru_job j
            where j.process_instance_id_ is not null
              and not exists (select 1 from act_ru_execution e where e.id_ = j.process_instance_id_)
            """));
    found.addAll(
        texts(
            """
            select concat('форма задания ', f.task, ' должностного лица ', f.official, ': такого задания нет')
            from typed_form f where not exists (select 1 from act_ru_task t where t.id_ = f.task)
            """));
    found.addAll(
        texts(
            """
            select concat('письмо ', cast(l.id as varchar(36)), ': обращение закрыто или его нет')
            from letter l left join appeal a on a.id = l.appeal
            where a.id is null or (a.closed_at is not null and l.state in ('DRAFT', 'SIGNED')
              and not exists (select 1 from act_ru_variable v where v.text_ = cast(l.id as varchar(36))
                and v.name_ in ('letter', 'notice')))
            """));
    found.addAll(
        texts(
            """
            select concat('вложение ', cast(f.id as varchar(36)), ': нет обращения') from attachment f
            where not exists (select 1 from appeal a where a.id = f.appeal)
            """));
    return found;
  }

  private List<String> requests() {
    return texts(
        """
        select concat('запрос документов ', cast(id as varchar(36)), ': ',
          case when outcome is null then 'открыт' else 'окончен' end, ', процессов ', running)
        from (select r.id, r.outcome, (select count(*) from act_ru_variable v
            join act_ru_execution e on e.id_ = v.execution_id_ and e.id_ = e.proc_inst_id_
            join act_re_procdef p on p.id_ = e.proc_def_id_ and p.key_ = 'document-request'
            where v.name_ = 'request' and v.text_ = cast(r.id as varchar(36))) as running
          from document_request r) counted
        where (outcome is null and running <> 1) or (outcome is not null and running <> 0)
        """);
  }

  /**
   * A task is due at the earlier of its own term and the appeal's, as long as the appeal's was not
   * over when the task opened.
   */
  private List<String> dueDates() {
    return texts(
        """
        select concat('задание ', id_, ' (', task_def_key_, '): срок в задании ', coalesce(cast(due_date_ as varchar(30)), 'нет'),
          ', в реестре ', cast(expected as varchar(30)))
        from (select t.id_, t.task_def_key_, t.due_date_,
            case when whole.due < own.due and whole.due > t.create_time_ then whole.due else own.due end as expected
          from act_ru_task t
            join deadline own on own.subject = t.id_ and own.current_one
            left join deadline whole on whole.appeal = own.appeal and whole.subject = 'APPEAL' and whole.term in ('T5', 'T6', 'T5_REOPENED')
              and whole.current_one) kept
        where due_date_ is null or due_date_ <> expected
        union all
        select concat('задание ', t.id_, ' (', t.task_def_key_, '): срок в задании ', cast(t.due_date_ as varchar(30)),
          ', регистрации ', cast(d.due as varchar(30)))
        from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
          join appeal a on cast(a.id as varchar(36)) = e.business_key_
          join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term = 'T1' and d.current_one
        where t.task_def_key_ = 'Task_RegisterAppeal' and t.due_date_ <> d.due
        union all
        select concat('задание ', t.id_, ' (', t.task_def_key_, '): срок в задании ', cast(t.due_date_ as varchar(30)),
          ', адресата запроса ', cast(d.due as varchar(30)))
        from act_ru_task t join act_ru_variable v on v.proc_inst_id_ = t.proc_inst_id_ and v.name_ = 'request'
          join deadline d on d.subject = v.text_ and d.current_one
        where t.task_def_key_ = 'Task_ReceiveDocuments' and t.due_date_ <> d.due
        union all
        select concat('задание ', t.id_, ' (', t.task_def_key_, '): нет срока') from act_ru_task t
        where t.due_date_ is null and not exists (select 1 from deadline own where own.subject = t.id_ and own.current_one)
        """);
  }

  private List<String> timers() {
    List<String> found =
        new ArrayList<>(
            texts(
                """
                select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': таймер срока ',
                  cast(j.duedate_ as varchar(30)), ', по реестру ', cast(d.due + interval '1' minute as varchar(30)))
                from act_ru_job j join act_ru_jobdef jd on jd.id_ = j.job_def_id_ and jd.act_id_ = 'Event_TermBreached'
                  join act_ru_execution e on e.id_ = j.process_instance_id_
                  join appeal a on cast(a.id as varchar(36)) = e.business_key_
                  join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term in ('T5', 'T6', 'T5_REOPENED') and d.current_one
                where j.duedate_ <> d.due + interval '1' minute
                """));
    found.addAll(
        jdbc.sql(
                """
                select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': нет таймера срока')
                from appeal a join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term in ('T5', 'T6', 'T5_REOPENED') and d.current_one
                where a.closed_at is null and d.fulfilled_at is null and d.due + interval '1' minute > :now and not exists (
                  select 1 from act_ru_execution e join act_ru_job j on j.process_instance_id_ = e.id_
                    join act_ru_jobdef jd on jd.id_ = j.job_def_id_ and jd.act_id_ = 'Event_TermBreached'
                  where e.business_key_ = cast(a.id as varchar(36)))
                """)
            .param("now", LocalDateTime.now(clock))
            .query(String.class)
            .list());
    return found;
  }

  private List<String> breachesEarly() {
    List<String> found =
        new ArrayList<>(
            texts(
                """
                select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': нарушение срока ', b.object,
                  ' записано раз: ', count(*))
                from act b join appeal a on a.id = b.appeal where b.action = 'BREACHED' and b.object like 'T%'
                group by a.id, a.number, b.object having count(*) > case when b.object = 'T5_REOPENED'
                  then (select count(*) from reopening r where r.appeal = a.id) else 1 end
                """));
    found.addAll(
        texts(
            """
            select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': нарушение срока ', b.object,
              ' записано ', cast(cast(b.at as timestamp) as varchar(30)), ', а срок до ', cast(d.due as varchar(30)))
            from act b join appeal a on a.id = b.appeal
              join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term = b.object and d.current_one
            where b.action = 'BREACHED' and cast(b.at as timestamp) < d.due + interval '1' minute
              and (b.object <> 'T5_REOPENED' or b.at >= (select max(r.ordered_at) from reopening r where r.appeal = a.id))
            """));
    return found;
  }

  private List<String> breachesMissing() {
    return jdbc.sql(
            """
            select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': срок ', d.term, ' истёк ',
              cast(d.due as varchar(30)), ', нарушение не записано')
            from appeal a join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.current_one and d.fulfilled_at is null
            where ((d.term not in ('T1') and a.closed_at is null) or (d.term = 'T1' and a.number is null))
              and d.due + interval '1' minute <= :now
              and not exists (select 1 from act b where b.appeal = a.id and b.action = 'BREACHED' and b.object = d.term
                and b.at >= d.made_at)
            """)
        .param("now", LocalDateTime.now(clock))
        .query(String.class)
        .list();
  }

  private List<String> outcomes() {
    List<String> found =
        new ArrayList<>(
            texts(
                """
                select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': закрыто, а письмо не отправлено')
                from appeal a where a.closed_at is not null and (
                  a.state = 'ANSWERED' and not exists (
                    select 1 from letter l where l.kind = 'ANSWER' and (l.appeal = a.id and l.round_no = a.round_no
                      or a.round_no = 1 and l.appeal in (
                        select j.to_appeal from joining j where j.appeal = a.id and j.ended = 'ANSWERED'))
                      and (l.state = 'SENT'
                      or exists (select 1 from letter_fate f where f.letter = l.id)))
                  or a.state not in ('ANSWERED', 'WITHDRAWN') and not exists (select 1 from outcome o where o.appeal = a.id)
                  or a.state <> 'WITHDRAWN' and exists (select 1 from outcome o where o.appeal = a.id and o.done_at is null))
                """));
    found.addAll(
        texts(
            """
            select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': ответ дан, а у вопроса ', q.ordinal,
              ' нет результата')
            from appeal a join question q on q.appeal = a.id where a.closed_at is not null and q.result is null
            """));
    found.addAll(
        texts(
            """
            select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': ', case when a.state in ('ANSWERED', 'REDIRECTED', 'RETURNED', 'LEFT', 'WITHDRAWN') then 'рассмотрение окончено' else 'рассматривается' end,
              ', а дата закрытия ',
              case when a.closed_at is null then 'не стоит' else 'стоит' end)
            from appeal a where (a.closed_at is not null) <> (a.state in ('ANSWERED', 'REDIRECTED', 'RETURNED', 'LEFT', 'WITHDRAWN'))
            """));
    return found;
  }

  /** Art. 5 п. 5: the notice before the closure, and no work but the notice after the decision. */
  private List<String> withdrawals() {
    List<String> found =
        new ArrayList<>(
            texts(
                """
                select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': прекращено, а заявителю не сообщено')
                from appeal a where a.state = 'WITHDRAWN' and not exists (
                  select 1 from withdrawal w join letter l on l.id = w.letter
                  where w.appeal = a.id and w.decision = 'STOP' and (l.state = 'SENT'
                    or exists (select 1 from letter_fate f where f.letter = l.id and f.kind = 'RETURNED')))
                """));
    found.addAll(
        texts(
            """
            select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': прекращено, а задание ', t.task_def_key_, ' открыто')
            from appeal a join withdrawal w on w.appeal = a.id and w.decision = 'STOP'
              join act_ru_execution e on e.business_key_ = cast(a.id as varchar(36)) and e.id_ = e.proc_inst_id_
              join act_ru_task t on t.proc_inst_id_ = e.id_
            where t.task_def_key_ in ('Task_Triage', 'Task_ConfirmRouting', 'Task_AcceptQuestions', 'Task_PreparePart',
              'Task_ApprovePart', 'Task_DraftAnswer', 'Task_SignAnswer')
            """));
    found.addAll(
        texts(
            """
            select concat('обращение ', a.number, ': снято с контроля, а просьба прекратить осталась без решения')
            from appeal a join withdrawal w on w.appeal = a.id where a.closed_at is not null and w.decision is null
            """));
    return found;
  }

  /**
   * It waits in its triage while the first is considered, and is answered by the first's letter.
   */
  private List<String> joinings() {
    return texts(
        """
        select concat('обращение ', number, ': присоединено к № ', first_number, ', мест ожидания ', waits,
          case when first_over then ', а первое окончено' else '' end,
          case when own_over then ', а само закрыто' else '' end)
        from (select a.number, f.number as first_number, f.closed_at is not null as first_over,
            a.closed_at is not null as own_over,
            (select count(*) from act_ru_event_subscr s join act_ru_execution e on e.id_ = s.proc_inst_id_
              where s.event_name_ = 'FirstEnded' and e.business_key_ = cast(a.id as varchar(36))) as waits
          from joining j join appeal a on a.id = j.appeal join appeal f on f.id = j.to_appeal where j.ended is null) open
        where waits <> 1 or first_over or own_over
        union all
        select concat('обращение ', a.number, ': отвечено вместе с № ', f.number, ', а ответ не отправлен или обращение не закрыто')
        from joining j join appeal a on a.id = j.appeal join appeal f on f.id = j.to_appeal
        where j.ended = 'ANSWERED' and (a.closed_at is null or not exists (select 1 from letter l
          where l.appeal = f.id and l.kind = 'ANSWER' and position(a.number in l.document) > 0
            and (l.state = 'SENT' or exists (select 1 from letter_fate t where t.letter = l.id))))
        union all
        select concat('обращение ', a.number, ': присоединено дважды сразу') from joining j join appeal a on a.id = j.appeal
        where j.ended is null group by a.number having count(*) > 1
        """);
  }

  private List<String> joiningTerms() {
    return texts(
        """
        select concat('обращение ', a.number, ': срок до ', cast(own.due as varchar(30)), ', у первого до ',
          cast(its.due as varchar(30)))
        from joining j join appeal a on a.id = j.appeal
          join deadline own on own.appeal = j.appeal and own.subject = 'APPEAL' and own.term in ('T5', 'T6') and own.current_one
          join deadline its on its.appeal = j.to_appeal and its.subject = 'APPEAL' and its.term in ('T5', 'T6') and its.current_one
        where j.ended is null and own.due <> its.due
        """);
  }

  /** T5, or T6 in its place; T6 only of what is addressed to the governor (art. 12 p. 1.1). */
  private List<String> answerTerms() {
    return texts(
        """
        select concat('обращение ', number, ': сроков ответа ', terms) from (
          select a.number, (select count(*) from deadline d where d.appeal = a.id and d.subject = 'APPEAL'
            and d.term in ('T5', 'T6', 'T5_REOPENED') and d.current_one) as terms from appeal a where a.number is not null) counted
        where terms <> 1
        union all
        select concat('обращение ', a.number, ': срок 20 дней, а адресат не Губернатор') from appeal a
          join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term = 'T6' and d.current_one
        where lower(a.addressee) not like '%губернатор%'
          and not exists (select 1 from joining j where j.appeal = a.id)
        """);
  }

  /** One letter closes each consideration; what is considered again is named, and has a row. */
  private List<String> reopenings() {
    return texts(
        """
        select concat('обращение ', a.number, ': рассмотрений ', a.round_no, ', возобновлений ',
          (select count(*) from reopening r where r.appeal = a.id)) from appeal a
        where a.round_no <> 1 + (select count(*) from reopening r where r.appeal = a.id)
        union all
        select concat('обращение ', a.number, ': возобновлено, а прежний ответ не отправлен') from reopening r
          join appeal a on a.id = r.appeal
        where not exists (select 1 from letter l where l.appeal = a.id and l.round_no = r.round_no - 1
          and l.kind not in ('EXTENSION_NOTICE', 'DOCUMENT_REQUEST', 'COVER', 'PROMISE_KEPT', 'PROMISE_POSTPONED')
          and (l.state = 'SENT' or exists (select 1 from letter_fate f where f.letter = l.id)))
          and not exists (select 1 from joining j where j.appeal = a.id and j.ended = 'ANSWERED')
        union all
        select concat('обращение ', a.number, ': возобновлено, а вопросы не названы') from reopening r
          join appeal a on a.id = r.appeal
        where not exists (select 1 from reopened_question n where n.reopening = r.id)
        union all
        select concat('обращение ', a.number, ', вопрос ', q.ordinal, ': рассматривается снова, а не назван') from question q
          join appeal a on a.id = q.appeal
        where q.round_no > 1 and not exists (select 1 from reopened_question n join reopening r on r.id = n.reopening
          where n.question = q.id and r.round_no = q.round_no)
        """);
  }

  private List<String> signatories() {
    return texts(
        """
        select concat('обращение ', cast(appeal as varchar(36)), ': коллективное, а подписавших ', count(*)) from signatory
        group by appeal having count(*) < 2
        """);
  }

  private List<String> receptions() {
    return texts(
        """
        select concat('карточка приёма ', r.number, ': результат ', r.result, ' без обращения или ответа')
        from reception r left join appeal a on a.id = r.appeal left join appeal e on e.id = r.earlier
        where r.result in ('WRITTEN_ANSWER', 'WRITTEN_APPEAL') and (a.number is null or a.channel <> 'PERSONAL_RECEPTION')
          or r.result in ('ORAL_ANSWER', 'OUTSIDE_COMPETENCE') and (r.appeal is not null or r.answer = '')
          or r.result = 'ANSWERED_BEFORE' and (e.id is null or e.state <> 'ANSWERED'
            and not exists (select 1 from reopening b where b.appeal = e.id and b.state_before = 'ANSWERED'))
        """);
  }

  /** One process while it is open, none afterwards; a reported crime is never closed unsent. */
  private List<String> emails() {
    return texts(
        """
        select concat('электронное письмо ', cast(id as varchar(36)), ': ',
          case when closed_at is null then 'в работе' else 'закрыто' end, ', процессов ', roots)
        from (select m.id, m.closed_at, (select count(*) from act_ru_execution e
            join act_re_procdef p on p.id_ = e.proc_def_id_
            where e.id_ = e.proc_inst_id_ and p.key_ = 'email' and e.business_key_ = cast(m.id as varchar(36))) as roots
          from email m) counted
        where (closed_at is null and roots <> 1) or (closed_at is not null and roots <> 0)
        union all
        select concat('электронное письмо ', cast(id as varchar(36)), ': закрыто без проверки или без отправки')
        from email where closed_at is not null
          and (verdict is null or (verdict = 'REPORTS' and (number is null or sent_on is null)))
        """);
  }

  /** A failed job stands on the page «Сбои»: somebody must be there to read it. */
  private List<String> failedJobs() {
    return jdbc.sql(
            """
            select concat('сбой шага ', j.id_, ': нет ни одного администратора') from act_ru_job j
            where j.retries_ = 0 and not exists (select 1 from official_position p join official o on o.id = p.official
              where p.role = 'ADMINISTRATOR' and o.closed_on is null and p.valid_from <= :today
                and (p.valid_until is null or p.valid_until >= :today))
            """)
        .param("today", LocalDateTime.now(clock).toLocalDate())
        .query(String.class)
        .list();
  }

  private List<String> letters() {
    List<String> found = new ArrayList<>();
    for (Letter letter : outbox.waitingForDecision()) {
      long places =
          jdbc.sql(
                  """
                  select count(*) from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                    join act_ru_identitylink i on i.task_id_ = t.id_ and i.group_id_ = 'registrar@tsur'
                  where e.business_key_ = :appeal and t.task_def_key_ in ('Task_ResolveDelivery', 'Task_DispatchByPost')
                  """)
              .param("appeal", letter.appeal().toString())
              .query(Long.class)
              .single();
      if (places == 0) {
        found.add("письмо " + letter.id() + ": у регистратора нет задания о нём");
      }
    }
    return found;
  }

  /** A closed appeal says «меры приняты» only of what is proven; since V11. */
  private List<String> evidence() {
    return texts(
        """
        select concat('обращение ', a.number, ', вопрос ', q.ordinal, ': меры приняты, а подтверждения нет')
        from question q join appeal a on a.id = q.appeal
        where a.closed_at is not null and q.result = 'MEASURES_TAKEN' and q.needs_evidence
          and not exists (select 1 from evidence e where e.question = q.id and e.replaced_at is null)
        """);
  }

  /**
   * From the answer's dispatch until the applicant is told; the task is due on the promised day.
   */
  private List<String> promises() {
    List<String> found =
        new ArrayList<>(
            texts(
                """
                select concat('обращение ', number, ': обещание ', state, ', процессов ', runs)
                from (select a.number, p.state, (select count(*) from act_ru_execution e
                      join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = 'promise'
                      join act_ru_variable v on v.proc_inst_id_ = e.id_ and v.name_ = 'promise'
                        and v.text_ = cast(p.id as varchar(36))
                    where e.id_ = e.proc_inst_id_ and e.business_key_ = cast(a.id as varchar(36))) as runs
                  from promise p join appeal a on a.id = p.appeal) counted
                where (state = 'RUNNING' and runs <> 1) or (state <> 'RUNNING' and runs <> 0)
                """));
    found.addAll(
        texts(
            """
            select concat('обращение ', a.number, ': ответ отправлен, а обещанное не на контроле')
            from promise p join appeal a on a.id = p.appeal where a.closed_at is not null and p.state = 'WRITTEN'
            """));
    found.addAll(
        texts(
            """
            select concat('обращение ', a.number, ': срок подтверждения ', cast(t.due_date_ as varchar(30)),
              ', обещано до ', cast(p.on_day as varchar(30)))
            from act_ru_task t join act_ru_variable v on v.proc_inst_id_ = t.proc_inst_id_ and v.name_ = 'promise'
              join promise p on cast(p.id as varchar(36)) = v.text_ join appeal a on a.id = p.appeal
            where t.task_def_key_ = 'Task_ConfirmPromise'
              and (t.due_date_ is null or cast(t.due_date_ as date) <> p.on_day)
            """));
    return found;
  }

  /**
   * Art. 8 p. 5: from the letter's departure until it is answered or taken off, and never without a
   * letter that left; the task is due on the day that the letter names.
   */
  private List<String> redirectControls() {
    return texts(
        """
        select concat('обращение ', number, ': контроль переадресованного ',
          case when open_one = 1 then 'идёт' else 'не идёт' end, ', процессов ', runs)
        from (select a.number, case when c.began_on is not null and c.ending is null then 1 else 0 end as open_one,
            (select count(*) from act_ru_execution e
                join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = 'redirect-control'
                join act_ru_variable v on v.proc_inst_id_ = e.id_ and v.name_ = 'control'
                  and v.text_ = cast(c.id as varchar(36))
              where e.id_ = e.proc_inst_id_ and e.business_key_ = cast(a.id as varchar(36))) as runs
          from redirect_control c join appeal a on a.id = c.appeal) counted
        where open_one <> runs
        union all
        select concat('обращение ', a.number, ': на контроле, а письмо не отправлено')
        from redirect_control c join appeal a on a.id = c.appeal
          join outcome_recipient r on r.outcome = c.outcome and r.ordinal = c.recipient
          left join letter l on l.id = r.letter
        where c.began_on is not null and (l.id is null or (l.state <> 'SENT'
          and not exists (select 1 from letter_fate f where f.letter = l.id)))
        union all
        select concat('обращение ', a.number, ': срок задания ', cast(t.due_date_ as varchar(30)), ', контрольная дата ',
          cast(c.due as varchar(30)))
        from act_ru_task t join act_ru_variable v on v.proc_inst_id_ = t.proc_inst_id_ and v.name_ = 'control'
          join redirect_control c on cast(c.id as varchar(36)) = v.text_ join appeal a on a.id = c.appeal
        where t.task_def_key_ = 'Task_RecordResult' and (t.due_date_ is null or cast(t.due_date_ as date) <> c.due)
        """);
  }

  /** Art. 9 p. 2: beside the consideration, and over with it; what was held has an act. */
  private List<String> visits() {
    return texts(
        """
        select concat('обращение ', number, ': выезд ', coalesce(ending, 'открыт'), ', процессов ', runs)
        from (select a.number, w.ending, (select count(*) from act_ru_execution e
                join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = 'visit'
                join act_ru_variable v on v.execution_id_ = e.id_ and v.name_ = 'visit'
                  and v.text_ = cast(w.id as varchar(36))
              where e.id_ = e.proc_inst_id_ and e.business_key_ = cast(a.id as varchar(36))) as runs
          from visit w join appeal a on a.id = w.appeal) counted
        where (ending is null and runs <> 1) or (ending is not null and runs <> 0)
        union all
        select concat('обращение ', a.number, ': выезд проведён, а акта нет')
        from visit w join appeal a on a.id = w.appeal
        where w.ending = 'HELD' and not exists (select 1 from visit_file f where f.visit = w.id)
        union all
        select concat('обращение ', a.number, ': срок выезда ', cast(t.due_date_ as varchar(30)), ', назначен на ',
          cast(w.on_day as varchar(30)))
        from act_ru_task t join act_ru_variable v on v.proc_inst_id_ = t.proc_inst_id_ and v.name_ = 'visit'
          join visit w on cast(w.id as varchar(36)) = v.text_ join appeal a on a.id = w.appeal
        where t.task_def_key_ = 'Task_HoldVisit' and (t.due_date_ is null or cast(t.due_date_ as date) <> w.on_day)
        """);
  }

  /** Art. 8 p. 6: what was told is looked at once, and before the answer is signed. */
  private List<String> complaintNotices() {
    return texts(
        """
        select concat('обращение ', number, ': сообщение о жалобе ', coalesce(found, 'не проверено'), ', процессов ', runs)
        from (select a.number, n.found, (select count(*) from act_ru_execution e
                join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = 'complaint-check'
                join act_ru_variable v on v.execution_id_ = e.id_ and v.name_ = 'notice'
                  and v.text_ = cast(n.id as varchar(36))
              where e.id_ = e.proc_inst_id_ and e.business_key_ = cast(a.id as varchar(36))) as runs
          from complaint_notice n join appeal a on a.id = n.appeal where n.with_notice is null) counted
        where (found is null and runs <> 1) or (found is not null and runs <> 0)
        union all
        select concat('обращение ', a.number, ': сообщение о жалобе не проверено вместе с первым')
        from complaint_notice n join complaint_notice f on f.id = n.with_notice join appeal a on a.id = n.appeal
        where n.found is null and f.found is not null
        union all
        select concat('обращение ', a.number, ': ответ подписан, а сообщение о жалобе не проверено')
        from complaint_notice n join appeal a on a.id = n.appeal
        where n.found is null and a.state not in ('IN_WORK', 'REGISTERED')
        """);
  }

  /** A letter that came back waits for its registrar, or is on its way again. */
  private List<String> returned() {
    return texts(
        """
        select concat('письмо № ', l.number, ': вернулось, а отправить его снова некому')
        from letter l where l.state = 'SIGNED' and exists (select 1 from letter_fate f where f.letter = l.id)
          and not exists (select 1 from act_ru_variable v
            where v.name_ = 'letter' and v.text_ = cast(l.id as varchar(36)))
        """);
  }

  private List<String> tenants() {
    List<String> found = new ArrayList<>();
    Map<String, String> tables = new TreeMap<>();
    tables.put("act_ru_execution", "процессов");
    tables.put("act_ru_task", "заданий");
    tables.put("act_ru_ext_task", "шагов отправки");
    tables.put("act_hi_procinst", "процессов в истории");
    tables.put("act_hi_taskinst", "заданий в истории");
    tables.put("act_hi_decinst", "решений таблиц");
    tables.forEach(
        (table, name) -> {
          long count =
              jdbc.sql("select count(*) from " + table + " where tenant_id_ is null")
                  .query(Long.class)
                  .single();
          if (count > 0) {
            found.add(name + " без органа: " + count);
          }
        });
    return found;
  }

  private List<String> variables() {
    List<String> found = new ArrayList<>();
    for (String table : List.of("act_ru_variable", "act_hi_varinst")) {
      String key = table.equals("act_ru_variable") ? "type_" : "var_type_";
      found.addAll(
          jdbc.sql(
                  "select distinct concat('данные процесса ', name_, ' (', "
                      + key
                      + ", '): длиннее "
                      + LONGEST_VARIABLE
                      + " знаков или не код') from "
                      + table
                      + " where length(text_) > :most or "
                      + key
                      + " in ('bytes', 'file', 'xml', 'json')")
              .param("most", LONGEST_VARIABLE)
              .query(String.class)
              .list());
    }
    return found;
  }

  /**
   * No task of a complaint is held by one whom it is on or who acts in his place, none waits for
   * such people alone, and its instances and tasks are sealed, but for the appeal's own, which
   * began before triage.
   */
  private List<String> complaints() {
    List<String> found =
        new ArrayList<>(
            texts(
                """
                select concat('обращение ', coalesce(a.number, cast(a.id as varchar(36))), ': процесс ', p.key_, ' открыт тому, на кого жалоба')
                from act_ru_execution e join act_re_procdef p on p.id_ = e.proc_def_id_
                  join appeal a on cast(a.id as varchar(36)) = e.business_key_
                  join complaint c on c.appeal = a.id and c.seal is not null
                where e.id_ = e.proc_inst_id_ and p.key_ <> 'appeal' and not exists (
                  select 1 from complaint_tenant t where t.appeal = a.id and t.seal = c.seal and t.tenant = e.tenant_id_)
                """));
    Map<Integer, Set<OfficialId>> banned = new TreeMap<>();
    jdbc.sql(
            """
            select coalesce(a.number, cast(a.id as varchar(36))) as name, c.seal, t.id_, t.task_def_key_, t.assignee_
            from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
              join appeal a on cast(a.id as varchar(36)) = e.business_key_
              join complaint c on c.appeal = a.id and c.seal is not null
            """)
        .query(
            row -> {
              Set<OfficialId> on = banned.computeIfAbsent(row.getInt("seal"), this::bannedBySeal);
              String what = row.getString("name") + ": задание " + row.getString("task_def_key_");
              wrongHands(row.getString("id_"), row.getString("assignee_"), on)
                  .ifPresent(wrong -> found.add("обращение " + what + wrong));
            });
    return found;
  }

  private Optional<String> wrongHands(String task, String assignee, Set<OfficialId> banned) {
    List<TaskGroup> groups =
        jdbc
            .sql(
                "select group_id_ from act_ru_identitylink where task_id_ = :task and group_id_ is not null")
            .param("task", task)
            .query(String.class)
            .list()
            .stream()
            .filter(TaskGroup::isValid)
            .map(TaskGroup::new)
            .toList();
    if (assignee != null && isBanned(new OfficialId(assignee), groups, banned)) {
      return Optional.of(" у того, на кого жалоба");
    }
    return !groups.isEmpty()
            && groups.stream().noneMatch(g -> !organization.membersOf(g, banned).isEmpty())
            && groups.stream().anyMatch(g -> !organization.membersOf(g).isEmpty())
        ? Optional.of(" некому выполнить, кроме тех, на кого жалоба")
        : Optional.empty();
  }

  /** One of them, or one who belongs to the groups in their place only. */
  private boolean isBanned(OfficialId official, List<TaskGroup> groups, Set<OfficialId> banned) {
    Set<TaskGroup> his = organization.groupsOf(official);
    Set<TaskGroup> allowed = organization.groupsOf(official, banned);
    return banned.contains(official)
        || groups.stream().anyMatch(his::contains) && groups.stream().noneMatch(allowed::contains);
  }

  private Set<OfficialId> bannedBySeal(int seal) {
    Set<OfficialId> officials = new HashSet<>();
    Set<BodyId> bodies = new HashSet<>();
    jdbc.sql("select official, body from complaint_subject where seal = :seal")
        .param("seal", seal)
        .query(
            row -> {
              if (row.getString("official") == null) {
                bodies.add(new BodyId(row.getString("body")));
              } else {
                officials.add(new OfficialId(row.getString("official")));
              }
            });
    return organization.persons(officials, bodies);
  }

  private List<String> texts(String query) {
    return jdbc.sql(query).query(String.class).list();
  }
}
