package ru.tsur.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tasklist's scripts, styles and texts, ours among them: a browser asks each time whether they
 * changed, so that none is from before an upgrade. It is told by the content: the files' time is
 * the same in every build.
 */
@Configuration(proxyBeanMethods = false)
class TasklistFiles implements WebMvcConfigurer {

  private final Map<String, String> digests = new ConcurrentHashMap<>();

  /** More specific than Camunda's own {@code /camunda/app/**}. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/camunda/app/tasklist/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/camunda/app/tasklist/")
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(this::digest);
  }

  private String digest(Resource file) {
    try {
      return digests.computeIfAbsent(file.getURL().toString(), url -> '"' + md5(file) + '"');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String md5(Resource file) {
    try {
      return DigestUtils.md5DigestAsHex(file.getContentAsByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
