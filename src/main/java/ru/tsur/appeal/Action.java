package ru.tsur.appeal;

/** What was done, for the journal; the title is the plain word of the timeline. */
public enum Action {
  RECEIVED("принято и сохранено обращение"),
  REGISTERED("зарегистрировано обращение"),
  CORRECTED("исправлены сведения карточки"),
  TRIAGED("проведён первичный анализ"),
  COMPLAINT_RECORDED("указано, на кого жалоба"),
  ROUTED("определены блок и орган"),
  ROUTING_CONFIRMED("подтверждено распределение"),
  ASSIGNED("сформировано поручение блоку"),
  ACCEPTED("вопросы приняты к рассмотрению"),
  RETURNED("вопросы возвращены «не наше»"),
  REASSIGNED("решено о назначении блока"),
  PART_WRITTEN("подготовлена часть ответа"),
  DRAFT_WRITTEN("подготовлен проект письма"),
  APPROVED("согласовано"),
  REMARKED("возвращено с замечаниями"),
  SIGNED("подписано письмо"),
  SIGNING_REFUSED("возвращено подписантом"),
  QUEUED("письмо поставлено на отправку"),
  SENT("письмо отправлено"),
  DELIVERY_FAILED("письмо не отправлено"),
  DELIVERY_RESOLVED("решено, что делать с письмом"),
  EXTENSION_ASKED("запрошено продление срока"),
  EXTENSION_DECIDED("решено о продлении срока"),
  DEADLINE_SET("установлен срок"),
  DEADLINE_MOVED("перенесён срок"),
  REMINDED("направлено напоминание о сроке"),
  BREACHED("зафиксировано нарушение срока"),
  ESCALATED("поднята ступень эскалации"),
  MEASURES_RECORDED("записаны меры"),
  WITHDRAWAL_ASKED("записана просьба прекратить рассмотрение"),
  WITHDRAWAL_DECIDED("решено о прекращении рассмотрения"),
  STOPPED("рассмотрение прекращено по заявлению"),
  SUPPLEMENTED("поступило дополнение к обращению"),
  OUTCOME_DONE("исполнено решение по статье 8 или 11"),
  CLOSED("обращение снято с контроля"),
  TASK_TAKEN("задание взято в работу"),
  TASK_RELEASED("задание снято с исполнителя"),
  TASK_BACK("задание возвращено: замещение закончилось"),
  TASK_NOT_PASSED("задание не передано замещающему: жалоба на него"),
  TASK_COMPLETED("задание завершено"),
  ATTACHED("приложен файл"),
  LINKED("указана связь с другим обращением"),
  EVIDENCE_ATTACHED("подтверждены принятые меры"),
  PROMISED("обещано в ответе"),
  PROMISE_CONFIRMED("подтверждено исполнение обещанного"),
  PROMISE_BROKEN("обещанное не исполнено в срок"),
  PROMISE_KEPT("заявителю сообщено об исполнении обещанного"),
  POSTPONEMENT_ASKED("запрошен перенос обещанного срока"),
  POSTPONEMENT_DECIDED("решено о переносе обещанного срока"),
  DELIVERY_PROVEN("подтверждено вручение письма"),
  LETTER_RETURNED("письмо вернулось"),
  RETURN_KEPT("вернувшееся письмо оставлено в деле"),
  DOCUMENTS_ASKED("запрошены документы"),
  DOCUMENTS_HANDED("записан день, когда адресат получил запрос документов"),
  DOCUMENTS_LATE("документы не представлены в срок: нарушение адресата запроса"),
  DOCUMENTS_CHASED("адресату напомнено о запросе документов"),
  DOCUMENTS_RECEIVED("получены документы по запросу"),
  DOCUMENTS_WITHDRAWN("запрос документов окончен без документов"),
  CONTROL_DATE_SET("записан срок, установленный направившим органом"),
  CONTROL_DATE_MISSED("прошёл срок, установленный направившим органом"),
  PART_LATE("часть соисполнителя не готова в срок"),
  UNRELATED("прежние обращения заявителя просмотрены, связи нет");

  private final String title;

  Action(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
