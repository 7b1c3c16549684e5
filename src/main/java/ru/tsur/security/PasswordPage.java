package ru.tsur.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** «Сменить пароль»: an official replaces his own password, the old one being asked for. */
@Controller
class PasswordPage {

  private final CurrentOfficial current;
  private final Accounts accounts;
  private final AuthenticationManager signIn;
  private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

  PasswordPage(CurrentOfficial current, Accounts accounts, AuthenticationManager officialsSignIn) {
    this.current = current;
    this.accounts = accounts;
    this.signIn = officialsSignIn;
  }

  @GetMapping("/password")
  String show() {
    return "password";
  }

  @PostMapping("/password")
  String change(
      @RequestParam String old,
      @RequestParam String fresh,
      @RequestParam String again,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    String login = current.official().id().value();
    String complaint = complaint(login, old, fresh, again, request);
    if (complaint != null) {
      model.addAttribute("problem", complaint);
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      return "password";
    }
    accounts.setPassword(login, Accounts.Kind.OFFICIAL, fresh);
    stay(authenticate(login, fresh, request), request, response);
    model.addAttribute("note", "Пароль изменён.");
    return "password";
  }

  private String complaint(
      String login, String old, String fresh, String again, HttpServletRequest request) {
    if (!fresh.equals(again)) {
      return "Новый пароль введён по-разному.";
    }
    var unfit = Passwords.complaint(fresh, login);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    try {
      authenticate(login, old, request);
      return null;
    } catch (SignInDelayed delayed) {
      return delayed.getMessage();
    } catch (AuthenticationException wrong) {
      return "Прежний пароль не подходит.";
    }
  }

  /** All his sessions end with the old password, but for this one. */
  private void stay(
      Authentication renewed, HttpServletRequest request, HttpServletResponse response) {
    request.changeSessionId();
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(renewed);
    SecurityContextHolder.setContext(context);
    sessions.saveContext(context, request, response);
  }

  /** With the address he comes from, or wrong passwords would count for everybody. */
  private Authentication authenticate(String login, String password, HttpServletRequest request) {
    var token = UsernamePasswordAuthenticationToken.unauthenticated(login, password);
    token.setDetails(new WebAuthenticationDetails(request));
    return signIn.authenticate(token);
  }
}
