package ru.tsur.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * First of all filters: a path that means something else once it is decoded or normalised goes no
 * further. Neither Spring's matchers nor Camunda's patterns have to agree with Tomcat about it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainPaths extends OncePerRequestFilter {

  /** Parameters, doubled slashes, dot segments, and letters, digits, separators in disguise. */
  private static final Pattern DISGUISE =
      Pattern.compile(
          ";|//|\\\\|/\\.{1,2}(/|$)|%([01]|2[EeFf5]|3[0-9BbFf]|4[1-9A-Fa-f]|5[0-9AaCc]|6[1-9A-Fa-f]|7[0-9AaFf])");

  static boolean isDisguised(String uri) {
    return DISGUISE.matcher(uri).find();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isDisguised(request.getRequestURI())) {
      Refusals.write(response, 400, "Адрес записан необычно.");
    } else {
      chain.doFilter(request, response);
    }
  }
}
