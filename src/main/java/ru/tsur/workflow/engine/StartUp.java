package ru.tsur.workflow.engine;

import java.time.ZoneId;
import java.util.Map;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Before the context exists: the JVM's zone becomes the region's, and a command of the jar ({@code
 * java -jar appeals.jar create-admin …}) opens no port and runs no jobs.
 */
class StartUp implements EnvironmentPostProcessor, Ordered {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String zone = environment.getProperty("tsur.zone");
    if (zone != null) {
      TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(zone)));
    }
    if (isCommand(environment)) {
      environment
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "command",
                  Map.of(
                      "server.port", "-1",
                      "camunda.bpm.job-execution.enabled", "false",
                      "tsur.command", "true")));
    }
  }

  private static boolean isCommand(ConfigurableEnvironment environment) {
    String words =
        environment.getPropertySources().stream()
            .filter(CommandLinePropertySource.class::isInstance)
            .map(
                source ->
                    source.getProperty(
                        CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME))
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .findFirst()
            .orElse("");
    return !words.isBlank();
  }

  /** After application.yaml has been read. */
  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }
}
