package ru.tsur.control;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.tsur.organization.Refusal;

/**
 * Why a step failed and what an administrator can do. Of an exception only its class is told, and
 * the message where it is a refusal in our own words: others may quote what people wrote.
 *
 * @param error class for those who mend the program; empty if not known
 */
record FailureReason(String cause, String advice, String error) {

  private static final Pattern CAUSE =
      Pattern.compile(
          "(?m)^(?:Caused by: )?((?:[a-z][A-Za-z0-9_]*\\.)+[A-Z][A-Za-z0-9_$]*)(?:: (.*))?$");

  /** What a class of exceptions means; the first that fits is told. */
  private record Kind(Pattern type, String cause, String advice) {

    static Kind of(String type, String cause, String advice) {
      return new Kind(Pattern.compile(type), cause, advice);
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.of(
              ".*OptimisticLock.*|.*(Deadlock|CannotAcquireLock|PessimisticLocking).*",
              "Два действия с обращением совпали по времени.",
              "Повторите шаг."),
          Kind.of(
              "(jakarta\\.mail|com\\.sun\\.mail|org\\.eclipse\\.angus)\\..*",
              "Почтовый сервер не принял письмо.",
              "Проверьте почтовый сервер и его настройки, затем повторите шаг."),
          Kind.of(
              "java\\.net\\..*",
              "Не удалось связаться с другим сервером.",
              "Проверьте сеть, базу данных и почтовый сервер, затем повторите шаг."),
          Kind.of(
              "(java\\.sql|org\\.postgresql|org\\.h2|com\\.zaxxer|org\\.springframework\\.(jdbc|dao))\\..*",
              "База данных не выполнила запрос.",
              "Проверьте, что база данных работает и на диске есть место, затем повторите шаг."),
          Kind.of(
              ".*\\.(PropertyNotFound|MethodNotFound|EL)Exception",
              "Схема обращается к тому, чего в системе нет.",
              "Передайте методологу: схему нужно исправить и опубликовать. После этого повторите шаг."),
          Kind.of(
              "org\\.camunda\\.(bpm\\.dmn|feel)\\..*",
              "Таблица решений не смогла ответить.",
              "Передайте методологу: таблицу нужно исправить и опубликовать. После этого повторите шаг."),
          Kind.of(
              "java\\.lang\\.(OutOfMemory|StackOverflow)Error",
              "Программе не хватило памяти.",
              "Перезапустите программу и дайте ей больше памяти, затем повторите шаг."),
          Kind.of(
              ".*",
              "Ошибка в самой программе.",
              "Повторите шаг. Если сбой вернётся, сообщите разработчикам время и название ошибки."));

  /** Of the root cause, as the engine kept the stack. */
  static FailureReason of(String stack) {
    String type = "";
    String message = "";
    Matcher found = CAUSE.matcher(stack == null ? "" : stack);
    while (found.find()) {
      type = found.group(1);
      message = found.group(2) == null ? "" : found.group(2);
    }
    if (type.isEmpty()) {
      return new FailureReason(
          "Причина не записана.",
          "Повторите шаг. Если сбой вернётся, сообщите разработчикам его время.",
          "");
    }
    String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    if (isRefusal(type) && !message.isBlank()) {
      return new FailureReason(
          message, "Устраните названную причину, затем повторите шаг.", simple);
    }
    String name = type;
    Kind kind =
        KINDS.stream().filter(one -> one.type().matcher(name).matches()).findFirst().orElseThrow();
    return new FailureReason(kind.cause(), kind.advice(), simple);
  }

  private static boolean isRefusal(String type) {
    try {
      return type.startsWith("ru.tsur.")
          && Refusal.class.isAssignableFrom(
              Class.forName(type, false, FailureReason.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError gone) {
      return false;
    }
  }
}
