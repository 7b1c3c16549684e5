package ru.tsur;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import ru.tsur.appeal.AppealRefusals.AnotherContent;
import ru.tsur.appeal.AppealRefusals.ExternalIdTaken;
import ru.tsur.appeal.AppealRefusals.UnknownAppeal;
import ru.tsur.desk.TaskRefusals.NoSuchTask;
import ru.tsur.desk.TaskRefusals.NotYours;
import ru.tsur.organization.Refusal;
import ru.tsur.security.SilentStack;

/**
 * Refusals of our REST as problem+json: Russian, with the path of the wrong field, never a stack
 * trace.
 */
@RestControllerAdvice(annotations = RestController.class)
@Order(10)
class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler(Refusal.class)
  ResponseEntity<ProblemDetail> refused(Refusal refusal) {
    HttpStatus status =
        refusal instanceof AnotherContent || refusal instanceof ExternalIdTaken
            ? HttpStatus.CONFLICT
            : refusal instanceof UnknownAppeal || refusal instanceof NoSuchTask
                ? HttpStatus.NOT_FOUND
                : refusal instanceof NotYours
                    ? HttpStatus.FORBIDDEN
                    : HttpStatus.UNPROCESSABLE_ENTITY;
    return answer(status, refusal.field().orElse(null), refusal.getMessage());
  }

  @ExceptionHandler(HttpMessageNotReadableException.class)
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
    if (e.getMostSpecificCause() instanceof StreamConstraintsException) {
      return answer(
          HttpStatus.PAYLOAD_TOO_LARGE,
          null,
          "Запрос слишком большой (до 120 млн байт вместе с файлами в base64), или одно из полей слишком"
              + " длинное.");
    }
    if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
      return answer(
          HttpStatus.BAD_REQUEST,
          path(unknown),
          "Поле «" + path(unknown) + "» неизвестно: проверьте название.");
    }
    if (e.getCause() instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return answer(
          HttpStatus.BAD_REQUEST,
          path(mapping),
          "Значение поля «" + path(mapping) + "» записано неверно.");
    }
    return answer(HttpStatus.BAD_REQUEST, null, "Тело запроса – не JSON.");
  }

  private static String path(JsonMappingException fault) {
    return fault.getPath().stream()
        .map(
            part ->
                part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName())
        .collect(Collectors.joining("."));
  }

  @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
  ResponseEntity<ProblemDetail> wrongMethod() {
    return answer(
        HttpStatus.METHOD_NOT_ALLOWED, null, "Этот способ запроса здесь не поддерживается.");
  }

  @ExceptionHandler(HttpMediaTypeNotSupportedException.class)
  ResponseEntity<ProblemDetail> wrongMediaType() {
    return answer(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE, null, "Отправьте данные как application/json.");
  }

  @ExceptionHandler(NoResourceFoundException.class)
  ResponseEntity<ProblemDetail> notFound() {
    return answer(HttpStatus.NOT_FOUND, null, "Такого адреса нет.");
  }

  @ExceptionHandler(
      org.springframework.web.method.annotation.MethodArgumentTypeMismatchException.class)
  ResponseEntity<ProblemDetail> notAnId() {
    return answer(HttpStatus.NOT_FOUND, null, "Такого адреса нет.");
  }

  @ExceptionHandler(org.springframework.web.bind.MissingServletRequestParameterException.class)
  ResponseEntity<ProblemDetail> parameterMissing(
      org.springframework.web.bind.MissingServletRequestParameterException e) {
    return answer(HttpStatus.BAD_REQUEST, e.getParameterName(), "Не хватает параметра запроса.");
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<ProblemDetail> unexpected(Exception e) throws Exception {
    if (e instanceof org.springframework.web.ErrorResponse
        || e instanceof org.springframework.security.access.AccessDeniedException) {
      throw e; // Spring's own answer
    }
    String id = UUID.randomUUID().toString();
    LOG.error("Request failed, error {}: {}", id, e.getClass().getName(), SilentStack.of(e));
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        null,
        "Внутренняя ошибка. Сообщите администратору её номер: " + id + ".");
  }

  private static ResponseEntity<ProblemDetail> answer(
      HttpStatus status, String field, String message) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, message);
    problem.setTitle(
        switch (status) {
          case CONFLICT -> "Уже есть другое";
          case NOT_FOUND -> "Не найдено";
          case INTERNAL_SERVER_ERROR -> "Внутренняя ошибка";
          default -> "Запрос отклонён";
        });
    if (field != null) {
      problem.setProperty("errors", List.of(Map.of("field", field, "message", message)));
    }
    return ResponseEntity.status(status).body(problem);
  }
}
