package ru.tsur.control;

import org.springframework.stereotype.Component;

/** The administrator's button of the page «Сбои», for tests outside the package. */
@Component
public class Retries {

  private final Failures failures;

  Retries(Failures failures) {
    this.failures = failures;
  }

  /** Lets every failed job run once more. */
  public int allJobs() {
    return (int)
        failures.all().stream()
            .filter(failure -> failure.kind() == Failures.Kind.JOB)
            .filter(failure -> failures.retryJob(failure.id()))
            .count();
  }
}
