package ru.tsur.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.WebUtils;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;

/**
 * Four chains: the door of sending systems, the engine's REST, Camunda's webapps, our pages. Roles
 * are asked of {@link CurrentOfficial} with each request, so a position that ended opens nothing.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String DESK = "/camunda/app/tasklist/default/";
  private static final int AFTER_SPRING = SecurityProperties.DEFAULT_FILTER_ORDER + 1;

  private static final String OUR_PAGES_MAY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
          + "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

  /** Officials; also what Spring Boot finds, so that it makes no user of its own. */
  @Bean
  AuthenticationManager officialsSignIn(
      Accounts accounts,
      Organization organization,
      PasswordEncoder encoder,
      SignInDelay delay,
      Environment environment,
      Clock clock) {
    return manager(
        new SignIn(
            Accounts.Kind.OFFICIAL, accounts, organization, encoder, delay, environment, clock));
  }

  private static AuthenticationManager manager(SignIn signIn) {
    return new ProviderManager(signIn);
  }

  @Bean
  @Order(1)
  SecurityFilterChain sendingSystems(
      HttpSecurity http,
      Accounts accounts,
      Organization organization,
      PasswordEncoder encoder,
      SignInDelay delay,
      Environment environment,
      Clock clock)
      throws Exception {
    var systems =
        manager(
            new SignIn(
                Accounts.Kind.SYSTEM, accounts, organization, encoder, delay, environment, clock));
    return http.securityMatcher(any("/api/v1/appeals", "/api/v1/appeals/**"))
        .authenticationManager(systems)
        .authorizeHttpRequests(
            calls -> calls.anyRequest().hasAuthority(Accounts.Kind.SYSTEM.name()))
        .httpBasic(basic -> basic.authenticationEntryPoint(SecurityConfiguration::challenge))
        .exceptionHandling(SecurityConfiguration::toPrograms)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(cache -> cache.disable())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain engineRest(
      HttpSecurity http, AuthenticationManager officialsSignIn, CurrentOfficial current)
      throws Exception {
    return http.securityMatcher(any("/engine-rest", "/engine-rest/**"))
        .authenticationManager(officialsSignIn)
        .authorizeHttpRequests(calls -> calls.anyRequest().access(official(current)))
        .httpBasic(basic -> basic.authenticationEntryPoint(SecurityConfiguration::challenge))
        .exceptionHandling(SecurityConfiguration::toPrograms)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // A session opens nothing here; but where one is, a browser sends, and it may send HTTP
        // Basic by itself.
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(tokens())
                    .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                    .requireCsrfProtectionMatcher(
                        request ->
                            CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                                && WebUtils.getCookie(request, "JSESSIONID") != null))
        .requestCache(cache -> cache.disable())
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain camundaWebapps(
      HttpSecurity http,
      AuthenticationManager officialsSignIn,
      CurrentOfficial current,
      Accounts accounts)
      throws Exception {
    return http.securityMatcher(any("/camunda", "/camunda/**"))
        .authenticationManager(officialsSignIn)
        .addFilterBefore(new OutdatedSessions(accounts), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(calls -> calls.anyRequest().access(official(current)))
        .csrf(AbstractHttpConfigurer::disable) // Camunda's own filter guards its API
        .headers(AbstractHttpConfigurer::disable) // and sets its own headers
        .requestCache(cache -> cache.requestCache(pagesOnly()))
        .exceptionHandling(
            errors ->
                errors
                    .defaultAuthenticationEntryPointFor(
                        SecurityConfiguration::unauthorized, any("/camunda/api/**"))
                    .defaultAuthenticationEntryPointFor(toLogin(), AnyRequestMatcher.INSTANCE))
        .logout(
            logout ->
                logout
                    .logoutRequestMatcher(
                        PathPatternRequestMatcher.withDefaults()
                            .matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout"))
                    .logoutSuccessHandler(
                        new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain ourPages(
      HttpSecurity http,
      AuthenticationManager officialsSignIn,
      CurrentOfficial current,
      Accounts accounts)
      throws Exception {
    var handler = new CsrfTokenRequestAttributeHandler();
    handler.setCsrfRequestAttributeName(null); // not deferred: the cookie is always set
    return http.authenticationManager(officialsSignIn)
        .addFilterBefore(new OutdatedSessions(accounts), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(
            calls -> {
              calls
                  .requestMatchers(any("/login", "/error", "/favicon.ico"))
                  .permitAll()
                  .requestMatchers(any("/webjars/camunda/**"))
                  .denyAll()
                  .requestMatchers(any("/webjars/**", "/css/**", "/js/**", "/img/**", "/vendor/**"))
                  .permitAll()
                  .requestMatchers(any("/calculator", "/calculator/**"))
                  .permitAll()
                  .requestMatchers(get("/api/v1/terms"), get("/api/v1/terms/**"))
                  .permitAll()
                  .requestMatchers(get("/actuator/health"), get("/actuator/health/**"))
                  .permitAll()
                  .requestMatchers(any("/actuator", "/actuator/**"))
                  .access(role(current, Set.of(Role.ADMINISTRATOR)));
              Pages.closed()
                  .forEach(
                      (part, roles) ->
                          calls
                              .requestMatchers(any(part, part + "/**"))
                              .access(role(current, roles)));
              calls.anyRequest().access(official(current));
            })
        .csrf(csrf -> csrf.csrfTokenRepository(tokens()).csrfTokenRequestHandler(handler))
        .requestCache(cache -> cache.requestCache(pagesOnly()))
        .formLogin(
            form -> form.loginPage("/login").defaultSuccessUrl(DESK).failureHandler(backToLogin()))
        .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?logout"))
        .exceptionHandling(
            errors ->
                errors
                    .defaultAuthenticationEntryPointFor(
                        SecurityConfiguration::unauthorized, any("/api/**", "/actuator/**"))
                    .defaultAuthenticationEntryPointFor(toLogin(), AnyRequestMatcher.INSTANCE))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(OUR_PAGES_MAY))
                    .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }

  private static CookieCsrfTokenRepository tokens() {
    var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    tokens.setCookieName("APPEALS-XSRF"); // Camunda's is XSRF-TOKEN
    tokens.setHeaderName("X-APPEALS-XSRF");
    tokens.setCookiePath("/");
    return tokens;
  }

  @Bean
  FilterRegistrationBean<Filter> allowlist(
      CurrentOfficial current, TaskAccess tasks, ObjectProvider<ModelerDoor> modeler) {
    return inFrontOfCamunda(
        new AllowlistFilter(current, tasks, modeler), AFTER_SPRING, "/engine-rest/*", "/camunda/*");
  }

  @Bean
  FilterRegistrationBean<Filter> webappSignIn() {
    var filter =
        inFrontOfCamunda(
            new ContainerBasedAuthenticationFilter(),
            AFTER_SPRING + 1,
            "/camunda/app/*",
            "/camunda/api/*");
    filter.addInitParameter("authentication-provider", SpringSecurityProvider.class.getName());
    return filter;
  }

  @Bean
  FilterRegistrationBean<Filter> engineRestSignIn() {
    var filter =
        inFrontOfCamunda(
            new ProcessEngineAuthenticationFilter(), AFTER_SPRING + 1, "/engine-rest/*");
    filter.addInitParameter("authentication-provider", SpringSecurityProvider.class.getName());
    return filter;
  }

  private static FilterRegistrationBean<Filter> inFrontOfCamunda(
      Filter filter, int order, String... patterns) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(patterns);
    registration.setOrder(order);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
    return registration;
  }

  private static AuthorizationManager<RequestAuthorizationContext> official(
      CurrentOfficial current) {
    return (authentication, request) ->
        new AuthorizationDecision(current.find(authentication.get()).isPresent());
  }

  private static AuthorizationManager<RequestAuthorizationContext> role(
      CurrentOfficial current, Set<Role> roles) {
    return (authentication, request) ->
        new AuthorizationDecision(
            current
                .find(authentication.get())
                .filter(official -> roles.stream().anyMatch(role -> current.holds(official, role)))
                .isPresent());
  }

  private static RequestMatcher any(String... patterns) {
    var matchers = new RequestMatcher[patterns.length];
    for (int i = 0; i < patterns.length; i++) {
      matchers[i] = PathPatternRequestMatcher.withDefaults().matcher(patterns[i]);
    }
    return new OrRequestMatcher(matchers);
  }

  private static RequestMatcher get(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, pattern);
  }

  /** After sign-in one goes back to a page, never to a call of a script. */
  private static RequestCache pagesOnly() {
    var cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(
        request -> {
          String accept = request.getHeader("Accept");
          return request.getMethod().equals("GET")
              && accept != null
              && accept.contains("text/html");
        });
    return cache;
  }

  /** Who comes with HTTP Basic is asked for it, and told in JSON what he may not. */
  private static void toPrograms(ExceptionHandlingConfigurer<HttpSecurity> errors) {
    errors
        .authenticationEntryPoint(SecurityConfiguration::challenge)
        .accessDeniedHandler(
            (request, response, denied) -> Refusals.write(response, 403, "Недостаточно прав."));
  }

  private static AuthenticationEntryPoint toLogin() {
    return new LoginUrlAuthenticationEntryPoint("/login");
  }

  private static AuthenticationFailureHandler backToLogin() {
    return (request, response, failure) ->
        response.sendRedirect(
            request.getContextPath()
                + (failure instanceof SignInDelayed delayed
                    ? "/login?wait=" + delayed.seconds()
                    : "/login?error"));
  }

  private static void unauthorized(
      jakarta.servlet.http.HttpServletRequest request,
      jakarta.servlet.http.HttpServletResponse response,
      org.springframework.security.core.AuthenticationException failure)
      throws java.io.IOException {
    Refusals.write(response, 401, "Войдите в систему.");
  }

  /** HTTP Basic: asks for a password, or says how long to wait. */
  private static void challenge(
      jakarta.servlet.http.HttpServletRequest request,
      jakarta.servlet.http.HttpServletResponse response,
      org.springframework.security.core.AuthenticationException failure)
      throws java.io.IOException {
    if (failure instanceof SignInDelayed delayed) {
      response.setHeader("Retry-After", String.valueOf(delayed.seconds()));
      Refusals.write(
          response,
          429,
          "Слишком много неудачных попыток. Повторите через %d с.".formatted(delayed.seconds()));
    } else {
      response.setHeader("WWW-Authenticate", "Basic realm=\"appeals\", charset=\"UTF-8\"");
      Refusals.write(response, 401, "Неверный логин или пароль.");
    }
  }
}
