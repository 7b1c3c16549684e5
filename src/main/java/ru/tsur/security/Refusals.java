package ru.tsur.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal outside of our controllers: problem+json in Russian, without a word about what is
 * behind.
 */
final class Refusals {

  static final String TYPE = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusals() {}

  static void write(HttpServletResponse response, int status, String detail) throws IOException {
    response.setStatus(status);
    response.setContentType(TYPE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getOutputStream().write(JSON.writeValueAsBytes(problem(status, detail)));
  }

  static Map<String, Object> problem(int status, String detail) {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "about:blank");
    problem.put("title", title(status));
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("message", detail); // where Tasklist looks
    return problem;
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Запрос не принят";
      case 401 -> "Нужен вход";
      case 403 -> "Недостаточно прав";
      case 404 -> "Не найдено";
      case 409 -> "Уже изменено";
      case 413 -> "Слишком большой запрос";
      case 415 -> "Не тот вид данных";
      case 500 -> "Внутренняя ошибка";
      default -> "Отказ";
    };
  }
}
