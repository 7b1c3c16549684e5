package ru.tsur.security;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ru.tsur.organization.OfficialId;

/**
 * A browser or a program at the product's doors: keeps cookies, sends the tokens, follows nothing.
 */
public class Visitor {

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String server;
  private final String basic;

  private Visitor(int port, String basic) {
    this.server = "http://localhost:" + port;
    this.basic = basic;
  }

  public static Visitor guest(int port) {
    return new Visitor(port, null);
  }

  public static Visitor basic(int port, String login, String password) {
    return new Visitor(
        port,
        "Basic "
            + Base64.getEncoder()
                .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8)));
  }

  /** Signs in by the form and opens Tasklist, as a browser does. */
  static Visitor atTasklist(int port, OfficialId official) {
    var visitor = guest(port);
    visitor.signIn(official.value(), TwoBodies.PASSWORD);
    visitor.get("/camunda/app/tasklist/default/");
    return visitor;
  }

  public HttpResponse<String> signIn(String login, String password) {
    get("/login");
    return form("/login", Map.of("username", login, "password", password));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> method(String method, String path) {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  public HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> put(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  /** As a page of another site makes a browser send it. */
  HttpResponse<String> postWithoutToken(String path, String json) {
    return post(path, "application/json", json);
  }

  HttpResponse<String> form(String path, String content) {
    return post(path, "application/x-www-form-urlencoded", content);
  }

  /** A form of our pages, with its token. */
  public HttpResponse<String> form(String path, Map<String, String> fields) {
    return form(
        path,
        withToken(fields)
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  private Stream<Map.Entry<String, String>> withToken(Map<String, String> fields) {
    return Stream.concat(
        fields.entrySet().stream(), Stream.of(Map.entry("_csrf", cookie("APPEALS-XSRF"))));
  }

  /** A form of our pages with one chosen file, with its token. */
  public HttpResponse<String> form(
      String path, Map<String, String> fields, String field, String file, String content) {
    String parts =
        withToken(fields)
            .map(
                one ->
                    "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining());
    return post(
        path,
        "multipart/form-data; boundary=x",
        parts
            + ("--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                    + "Content-Type: application/pdf\r\n\r\n%s\r\n--x--\r\n")
                .formatted(field, file, content));
  }

  /**
   * @param type null: none
   */
  public HttpResponse<String> post(String path, String type, String content) {
    var request =
        HttpRequest.newBuilder(URI.create(server + path)).POST(BodyPublishers.ofString(content));
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (basic != null) {
      request.header("Authorization", basic);
    }
    return send(request);
  }

  /** A page, as one types its address. */
  public HttpResponse<String> page(String path) {
    return send(request(path).setHeader("Accept", "text/html").GET());
  }

  HttpResponse<String> getVia(String forwardedFor, String path) {
    return send(request(path).header("X-Forwarded-For", forwardedFor).GET());
  }

  HttpResponse<String> getFrom(String header, String value, String path) {
    return send(request(path).header(header, value).GET());
  }

  /** As a browser sends it when a page asks for it: with where that page comes from. */
  HttpResponse<String> postFrom(
      String header, String value, String path, String type, String content) {
    return send(
        request(path)
            .header(header, value)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(content)));
  }

  String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .reduce((first, last) -> last)
        .orElse("");
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(server + path)).header("Accept", "application/json");
    if (basic != null) {
      request.header("Authorization", basic);
    }
    if (!cookie("XSRF-TOKEN").isEmpty()) {
      request.header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
    }
    if (!cookie("APPEALS-XSRF").isEmpty()) {
      request.header("X-APPEALS-XSRF", cookie("APPEALS-XSRF"));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
