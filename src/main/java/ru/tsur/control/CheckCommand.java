package ru.tsur.control;

import java.util.List;
import java.util.function.IntConsumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code java -jar appeals.jar check}: runs {@link Check} and exits with 0, or with 1 and a list in
 * Russian.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CheckCommand implements ApplicationRunner {

  private final Check check;
  private final IntConsumer exit;

  @Autowired
  CheckCommand(Check check, ApplicationContext context) {
    this(check, code -> System.exit(SpringApplication.exit(context, () -> code)));
  }

  CheckCommand(Check check, IntConsumer exit) {
    this.check = check;
    this.exit = exit;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (arguments.getNonOptionArgs().contains("check")) {
      exit.accept(report(check.findings()));
    }
  }

  int report(List<Check.Finding> findings) {
    if (findings.isEmpty()) {
      System.out.println("Проверено правил: " + check.rules().size() + ". Нарушений нет.");
      return 0;
    }
    System.out.println("Нарушений: " + findings.size());
    findings.forEach(
        finding ->
            System.out.println("– " + finding + " [" + finding.rule().holds().title() + "]"));
    return 1;
  }
}
