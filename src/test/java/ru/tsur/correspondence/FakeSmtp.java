package ru.tsur.correspondence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that misbehaves as a test asks it to; per recipient, or for all. */
final class FakeSmtp implements AutoCloseable {

  enum Manner {
    ACCEPTS,
    REFUSES_RECIPIENT_550,
    REFUSES_RECIPIENT_451,
    REFUSES_TEXT_554,
    REFUSES_TEXT_451,
    CUTS_AFTER_DATA,
    CUTS_AFTER_DOT,
    HANGS_AT_GREETING,
    HANGS_AFTER_DOT,
    ACCEPTS_AND_HANGS_AT_QUIT,
    REFUSES_GREETING_554
  }

  private final ServerSocket socket;
  private final List<Socket> lines = new CopyOnWriteArrayList<>();
  private final Map<String, Manner> manners = new ConcurrentHashMap<>();
  private volatile Manner manner;

  /** Texts whose final dot came, whether or not they were accepted. */
  final List<String> texts = new CopyOnWriteArrayList<>();

  /** Called with each text before it is answered. */
  volatile Runnable beforeAnswer = () -> {};

  /** Called when the answer to a text is in the line. */
  volatile Runnable afterAnswer = () -> {};

  FakeSmtp(Manner manner) {
    this(manner, InetAddress.getLoopbackAddress(), 0);
  }

  FakeSmtp(Manner manner, InetAddress address, int port) {
    this.manner = manner;
    try {
      socket = new ServerSocket(port, 50, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var listener = new Thread(this::listen, "fake-smtp");
    listener.setDaemon(true);
    listener.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  SocketAddress address() {
    return socket.getLocalSocketAddress();
  }

  void becomes(Manner next) {
    manner = next;
  }

  void treats(String recipient, Manner as) {
    manners.put(recipient, as);
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket line = socket.accept();
        lines.add(line);
        var talk = new Thread(() -> talk(line), "fake-smtp-line");
        talk.setDaemon(true);
        talk.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket line) {
    try (line) {
      converse(line);
    } catch (IOException | InterruptedException e) {
      // the client hung up, or the test is over
    }
  }

  private void converse(Socket line) throws IOException, InterruptedException {
    var in =
        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
    Manner now = manner;
    if (now == Manner.HANGS_AT_GREETING) {
      Thread.sleep(60_000);
    }
    if (now == Manner.REFUSES_GREETING_554) {
      say(line, "554 no service here");
      return;
    }
    say(line, "220 fake ready");
    for (String command = in.readLine(); command != null; command = in.readLine()) {
      String verb = command.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
      switch (verb) {
        case "RCPT" -> {
          String recipient = command.substring(command.indexOf('<') + 1, command.indexOf('>'));
          now = manners.getOrDefault(recipient, now);
          say(
              line,
              switch (now) {
                case REFUSES_RECIPIENT_550 -> "550 5.1.1 no such mailbox";
                case REFUSES_RECIPIENT_451 -> "451 4.7.1 greylisted, come again";
                default -> "250 recipient ok";
              });
        }
        case "DATA" -> {
          say(line, "354 go on");
          if (now == Manner.CUTS_AFTER_DATA) {
            line.setSoLinger(true, 0);
            return;
          }
          texts.add(text(in));
          beforeAnswer.run();
          switch (now) {
            case CUTS_AFTER_DOT -> {
              return;
            }
            case HANGS_AFTER_DOT -> Thread.sleep(60_000);
            case REFUSES_TEXT_554 -> say(line, "554 5.7.1 text refused");
            case REFUSES_TEXT_451 -> say(line, "451 4.3.0 queue is full");
            default -> say(line, "250 2.0.0 queued as " + texts.size());
          }
          afterAnswer.run();
        }
        case "QUIT" -> {
          if (now == Manner.ACCEPTS_AND_HANGS_AT_QUIT) {
            Thread.sleep(60_000);
          }
          say(line, "221 bye");
          return;
        }
        default -> say(line, "250 ok");
      }
    }
  }

  private static String text(BufferedReader in) throws IOException {
    var text = new StringBuilder();
    for (String row = in.readLine(); !".".equals(row); row = in.readLine()) {
      if (row == null) {
        throw new IOException("cut before the dot");
      }
      text.append(row).append('\n');
    }
    return text.toString();
  }

  private static void say(Socket line, String words) throws IOException {
    line.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    line.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket line : lines) {
        line.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
