package ru.tsur.security;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.tsur.organization.Refusal;

/**
 * What the engine's REST refuses, at {@code /engine-rest} and behind Tasklist, in Russian and with
 * the status it deserves. Found by Jersey itself (META-INF/services): the webapp's REST is set up
 * by Camunda and takes no other configuration. One mapper for each type that Camunda has one for,
 * since the nearest type wins, then the priority.
 */
public class EngineRefusals implements AutoDiscoverable {

  static final String DONE =
      "Задание уже завершено или снято. Повторно ничего не сделано: обновите список.";
  static final String TAKEN = "Задание уже взял другой сотрудник. Обновите список.";
  static final String CHANGED =
      "Пока вы работали, задание изменилось: его завершил или взял другой сотрудник. Ничего не"
          + " сделано, обновите список.";
  static final String NOT_YOURS = "Эта задача не входит в ваши полномочия.";
  static final String NO_RIGHT = "Недостаточно прав.";

  private static final Logger LOG = LoggerFactory.getLogger(EngineRefusals.class);

  @Override
  public void configure(FeatureContext rest) {
    rest.register(OfEngine.class)
        .register(OfRest.class)
        .register(OfParsing.class)
        .register(OfMapping.class)
        .register(OfOthers.class);
  }

  private abstract static class Mapper<E extends Throwable> implements ExceptionMapper<E> {

    @Context private UriInfo uri;

    @Override
    public Response toResponse(E thrown) {
      return answer(thrown, ("/" + uri.getPath()).contains("/task/"));
    }
  }

  @Priority(1)
  static class OfEngine extends Mapper<ProcessEngineException> {}

  @Priority(1)
  static class OfRest extends Mapper<RestException> {}

  @Priority(1)
  static class OfParsing extends Mapper<JsonParseException> {}

  @Priority(1)
  static class OfMapping extends Mapper<JsonMappingException> {}

  @Priority(1)
  static class OfOthers extends Mapper<Throwable> {}

  private static Response answer(Throwable thrown, boolean ofTask) {
    var refusal = cause(thrown, Refusal.class);
    if (refusal.isPresent()) {
      Map<String, Object> problem = Refusals.problem(422, refusal.get().getMessage());
      refusal
          .get()
          .field()
          .ifPresent(
              field ->
                  problem.put(
                      "errors",
                      List.of(Map.of("field", field, "message", refusal.get().getMessage()))));
      return answer(422, problem);
    }
    if (cause(thrown, TaskAlreadyClaimedException.class).isPresent()) {
      return answer(409, TAKEN);
    }
    if (cause(thrown, OptimisticLockingException.class).isPresent()) {
      return answer(409, CHANGED);
    }
    // The task was there a moment ago, or the allowlist would have said so.
    if (cause(thrown, NullValueException.class)
        .filter(gone -> String.valueOf(gone.getMessage()).contains("task is null"))
        .isPresent()) {
      return answer(409, DONE);
    }
    if (cause(thrown, AuthorizationException.class).isPresent()) {
      return answer(403, ofTask ? NOT_YOURS : NO_RIGHT);
    }
    int status = status(thrown);
    if (status == 404) {
      return answer(404, "Не найдено.");
    }
    if (status < 500) {
      return answer(status, "Запрос составлен неверно: проверьте его параметры и тело.");
    }
    String id = UUID.randomUUID().toString();
    LOG.error(
        "Engine's REST failed, error {}: {}",
        id,
        thrown.getClass().getName(),
        SilentStack.of(thrown));
    return answer(500, "Внутренняя ошибка. Сообщите администратору её номер: " + id + ".");
  }

  private static int status(Throwable thrown) {
    if (thrown instanceof RestException rest && rest.getStatus() != null) {
      return rest.getStatus().getStatusCode();
    }
    if (thrown instanceof WebApplicationException web) {
      return web.getResponse().getStatus();
    }
    return thrown instanceof BadUserRequestException
            || thrown instanceof com.fasterxml.jackson.core.JacksonException
        ? 400
        : 500;
  }

  private static <E extends Throwable> Optional<E> cause(Throwable thrown, Class<E> type) {
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      if (type.isInstance(one)) {
        return Optional.of(type.cast(one));
      }
    }
    return Optional.empty();
  }

  private static Response answer(int status, String message) {
    return answer(status, Refusals.problem(status, message));
  }

  private static Response answer(int status, Map<String, Object> problem) {
    return Response.status(status).entity(problem).type(Refusals.TYPE).build();
  }
}
