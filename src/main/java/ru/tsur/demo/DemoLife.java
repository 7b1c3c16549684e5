package ru.tsur.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * At the first start of the demo, on an empty register: lets the invented appeals live through the
 * doors and tasks on a simulated clock, while nobody else is let in and nothing runs by itself
 * ({@link DemoNotReady}). Then real time begins. A life that was cut off starts over ({@link
 * DemoStartsOver}).
 */
@Component
@Profile("demo")
@Order(Ordered.LOWEST_PRECEDENCE)
class DemoLife implements ApplicationRunner {

  /**
   * Property of the engine: {@link #BEGUN} or {@link #DONE}; absent if this database never had the
   * invented life.
   */
  static final String MARK = "tsur.demo.life";

  static final String BEGUN = "begun";
  static final String DONE = "done";

  private static final Logger LOG = LoggerFactory.getLogger(DemoLife.class);

  private final DemoTimeline timeline;
  private final DemoReady ready;
  private final ManagementService management;
  private final JobExecutor jobs;
  private final ObjectProvider<ThreadPoolTaskScheduler> scheduler;
  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Resource invented;
  private final boolean wanted;

  DemoLife(
      DemoTimeline timeline,
      DemoReady ready,
      ProcessEngine engine,
      ObjectProvider<ThreadPoolTaskScheduler> scheduler,
      JdbcClient jdbc,
      ObjectMapper json,
      @Value("${tsur.demo.appeals:classpath:demo/appeals.json}") Resource invented,
      @Value("${tsur.demo.life:true}") boolean wanted,
      @Value("${tsur.command:false}") boolean command) {
    this.timeline = timeline;
    this.ready = ready;
    this.management = engine.getManagementService();
    this.jobs =
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    this.scheduler = scheduler;
    this.jdbc = jdbc;
    this.json = json;
    this.invented = invented;
    this.wanted = wanted && !command;
  }

  @Override
  public void run(ApplicationArguments arguments) throws Exception {
    if (wanted && isEmpty()) {
      live();
    }
    ready.now();
  }

  private boolean isEmpty() {
    return jdbc.sql("select count(*) from appeal").query(Integer.class).single() == 0;
  }

  private void live() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    List<DemoAppeal> appeals = read();
    LOG.info("Demo: {} invented appeals begin to live", appeals.size());
    boolean jobsRan = jobs.isActive();
    jobs.shutdown();
    pauseScheduler();
    try {
      management.setProperty(MARK, BEGUN);
      timeline.play(appeals);
      management.setProperty(MARK, DONE);
    } finally {
      ClockUtil.reset();
    }
    scheduler.getObject().start();
    if (jobsRan) {
      jobs.start();
    }
    LOG.info("Demo: lived in {} s", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
  }

  /** Waits for what runs by schedule this moment; the rest waits for us. */
  private void pauseScheduler() throws InterruptedException {
    CountDownLatch idle = new CountDownLatch(1);
    scheduler.getObject().stop(idle::countDown);
    if (!idle.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("Scheduled work does not end");
    }
  }

  private List<DemoAppeal> read() throws IOException {
    try (InputStream file = invented.getInputStream()) {
      return json.readValue(file, new TypeReference<>() {});
    }
  }
}
