package ru.tsur;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.ServerSocket;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import ru.tsur.security.FreshSignIns;

/**
 * A test of the whole product on H2 in memory, with its real server and mail server on free ports.
 * All such tests share one context: no other properties, no mock beans, no {@code @DirtiesContext};
 * two contexts would also fight for the engine's name.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = ProductTest.FreeMailPort.class)
@TestExecutionListeners(
    listeners = FreshSignIns.class,
    mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface ProductTest {

  /** Two builds on one machine do not fight for the mail server's port. */
  class FreeMailPort implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try (ServerSocket free = new ServerSocket(0)) {
        TestPropertyValues.of("spring.mail.port=" + free.getLocalPort()).applyTo(context);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
