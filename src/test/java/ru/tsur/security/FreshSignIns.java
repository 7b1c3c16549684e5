package ru.tsur.security;

import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * All tests come from one address and share the context: what one of them failed at delays none of
 * the others, and none leaves the clock of its simulation behind.
 */
public class FreshSignIns implements TestExecutionListener {

  @Override
  public void beforeTestMethod(TestContext context) {
    context.getApplicationContext().getBean(SignInDelay.class).forgetAll();
  }

  @Override
  public void afterTestMethod(TestContext context) {
    ClockUtil.reset();
  }
}
