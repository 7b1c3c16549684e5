package ru.tsur.demo;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Health «demo»: down until the invented life is over. */
@Component("demoHealthIndicator")
@Profile("demo")
class DemoReady implements HealthIndicator {

  private volatile boolean ready;

  boolean isReady() {
    return ready;
  }

  void now() {
    ready = true;
  }

  @Override
  public Health health() {
    return ready ? Health.up().build() : Health.outOfService().build();
  }
}
