package ru.tsur.security;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page. */
@Controller
class LoginPage {

  @GetMapping("/login")
  String login(
      @RequestParam(required = false) String error,
      @RequestParam(required = false) String wait,
      @RequestParam(required = false) String logout,
      Model model) {
    if (wait != null && wait.matches("\\d{1,4}")) {
      model.addAttribute(
          "message",
          "Слишком много неудачных попыток. Повторите через %s.".formatted(inWords(wait)));
    } else if (error != null) {
      model.addAttribute("message", "Неверный логин или пароль.");
    } else if (logout != null) {
      model.addAttribute("note", "Вы вышли из системы.");
    }
    return "login";
  }

  /** The front page is the desk. */
  @GetMapping("/")
  String front() {
    return "redirect:/camunda/app/tasklist/default/";
  }

  private static String inWords(String wait) {
    int seconds = Integer.parseInt(wait);
    return seconds < 120 ? seconds + " с" : (seconds + 59) / 60 + " мин";
  }
}
