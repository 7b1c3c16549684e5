package ru.tsur;

import jakarta.servlet.http.Cookie;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * The token of our pages, as a browser sends it. Spring's own {@code csrf()} puts another
 * repository of tokens into the filter of the shared context and leaves it there: after it no
 * browser can sign in.
 */
public final class Csrf {

  private Csrf() {}

  public static RequestPostProcessor csrf() {
    return request -> {
      request.setCookies(new Cookie("APPEALS-XSRF", "a-token"));
      request.addHeader("X-APPEALS-XSRF", "a-token");
      return request;
    };
  }
}
