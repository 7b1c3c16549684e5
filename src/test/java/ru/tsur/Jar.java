package ru.tsur;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged jar as a child process, as a user starts it: its own data folder, free ports. {@link
 * #start} waits until {@code /actuator/health} is UP; the same folder may be started again after
 * {@link #stop} or {@link #kill}.
 */
public final class Jar implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(4);

  private final Path data;
  private final Path log;
  private final int mailPort = freePort();
  private Process process;
  private URI url;

  /**
   * @param data folder of the database and of the log; kept by {@link #close}
   */
  public Jar(Path data) {
    this.data = data;
    this.log = data.resolve("appeals.log");
  }

  /** Starts and waits for health UP. */
  public URI start(String... args) {
    launch(args);
    awaitHealth(LONGEST_START);
    return url;
  }

  /** Starts without waiting. */
  public URI launch(String... args) {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("The jar is already running");
    }
    int port = freePort();
    url = URI.create("http://localhost:" + port);
    List<String> options = new ArrayList<>(List.of("--server.port=" + port));
    options.addAll(List.of(args));
    process = begin(ProcessBuilder.Redirect.PIPE, options);
    return url;
  }

  /**
   * Runs a command of the jar to its end.
   *
   * @param typed what it reads from standard input
   * @return its exit code; what it said is in {@link #log}
   */
  public int run(String typed, String... args) {
    try {
      Path input = Files.writeString(Files.createTempFile("typed", ".txt"), typed + "\n");
      Process command = begin(ProcessBuilder.Redirect.from(input.toFile()), List.of(args));
      end(command);
      Files.delete(input);
      return command.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process begin(ProcessBuilder.Redirect input, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m", "-jar"));
    command.add(System.getProperty("appeals.jar", "target/appeals.jar"));
    command.add("--spring.mail.port=" + mailPort);
    command.add("--tsur.data=" + data.toAbsolutePath());
    command.addAll(options);
    try {
      Files.createDirectories(data);
      Process begun =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(input)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(begun::destroyForcibly));
      return begun;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the product says it is healthy. */
  public void awaitHealth(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new AssertionError("The jar ended with " + process.exitValue() + ":\n" + lastLines());
      }
      if (health() == 200) {
        return;
      }
      pause();
    }
    throw new AssertionError("Not healthy after " + longest + ":\n" + lastLines());
  }

  /** Status of {@code /actuator/health} now; 0 while nobody answers. */
  public int health() {
    HttpRequest ask =
        HttpRequest.newBuilder(url.resolve("/actuator/health"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(ask, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public URI url() {
    return url;
  }

  /** Port of the demo's mail catcher. */
  public int mailPort() {
    return mailPort;
  }

  /** JDBC address of the data; to be opened only while the jar does not run. */
  public String jdbcUrl() {
    return "jdbc:h2:file:" + data.toAbsolutePath().resolve("appeals") + ";IFEXISTS=TRUE";
  }

  /** Everything printed so far, by all runs. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** As by kill -STOP: from here on it reads and writes nothing, until {@link #kill}. */
  public void freeze() {
    Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
    try {
      new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid())).start().waitFor();
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!allStopped(threads)) {
        if (System.nanoTime() > end) {
          throw new AssertionError("The jar does not stop");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean allStopped(Path threads) throws IOException {
    try (var all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        // 12345 (name) T …
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
      return true;
    }
  }

  /** As by kill -9: nothing is written any more. */
  public void kill() {
    end(process.destroyForcibly());
  }

  /** As by Ctrl+C: the product shuts down in order. */
  public void stop() {
    process.destroy();
    end(process);
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }

  private void end(Process ending) {
    try {
      if (!ending.waitFor(4, TimeUnit.MINUTES)) {
        ending.destroyForcibly();
        throw new AssertionError("The jar did not end in four minutes:\n" + lastLines());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String lastLines() {
    List<String> lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
