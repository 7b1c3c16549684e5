package ru.tsur.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/**
 * A refusal before any controller: problem+json in Russian, without a word about what is behind.
 */
final class Refusals {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusals() {}

  static void write(HttpServletResponse response, int status, String detail) throws IOException {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "about:blank");
    problem.put("title", title(status));
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("message", detail); // where Tasklist looks
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getOutputStream().write(JSON.writeValueAsBytes(problem));
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Запрос не принят";
      case 401 -> "Нужен вход";
      case 403 -> "Недостаточно прав";
      case 404 -> "Не найдено";
      case 413 -> "Слишком большой запрос";
      default -> "Отказ";
    };
  }
}
