package ru.tsur.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** Time, processor time and SQL of the steps of one world; for one thread. */
final class Meter implements QueryExecutionListener {

  /** What one kind of step cost, over all lifecycles since {@link #reset}. */
  static final class Cost {
    final List<Double> millis = new ArrayList<>();
    long nanos;
    long cpuNanos;
    long statements;
    long roundTrips;
  }

  private final Map<String, Cost> steps = new LinkedHashMap<>();
  private final List<String> trace = new ArrayList<>();
  private boolean traceSteps;
  private boolean tracing;
  private long statements;
  private long roundTrips;

  /** The same data source, counted. */
  DataSource over(DataSource real) {
    return ProxyDataSourceBuilder.create(real).listener(this).build();
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    // counted when done
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    int times = execution.isBatch() ? execution.getBatchSize() : 1;
    statements += times;
    roundTrips++;
    if (tracing) {
      queries.forEach(
          query -> trace.add(times + "  " + query.getQuery().replaceAll("\\s+", " ").strip()));
    }
  }

  <T> T step(String name, Supplier<T> work) {
    if (traceSteps) {
      trace.add("== " + name);
      tracing = true;
    }
    long statementsBefore = statements;
    long roundTripsBefore = roundTrips;
    long cpuBefore = cpu();
    long begun = System.nanoTime();
    T result = work.get();
    long nanos = System.nanoTime() - begun;
    tracing = false;
    Cost cost = steps.computeIfAbsent(name, none -> new Cost());
    cost.nanos += nanos;
    cost.millis.add(nanos / 1e6);
    cost.cpuNanos += cpu() - cpuBefore;
    cost.statements += statements - statementsBefore;
    cost.roundTrips += roundTrips - roundTripsBefore;
    return result;
  }

  void step(String name, Runnable work) {
    step(
        name,
        () -> {
          work.run();
          return null;
        });
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  Map<String, Cost> steps() {
    return steps;
  }

  Cost total() {
    Cost total = new Cost();
    steps
        .values()
        .forEach(
            step -> {
              total.nanos += step.nanos;
              total.cpuNanos += step.cpuNanos;
              total.statements += step.statements;
              total.roundTrips += step.roundTrips;
            });
    return total;
  }

  /** Every statement of the steps done by {@code work}, in order, below its step's name. */
  List<String> traced(Runnable work) {
    trace.clear();
    traceSteps = true;
    work.run();
    traceSteps = false;
    return List.copyOf(trace);
  }

  void reset() {
    steps.clear();
  }
}
