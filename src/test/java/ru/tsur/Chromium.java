package ru.tsur;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The browser of the machine, never one that Playwright downloads. */
public final class Chromium {

  private Chromium() {}

  public static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /**
   * In Russian, as far as the browser's own translations are installed (chromium-l10n).
   *
   * @param more arguments beside the usual ones
   */
  public static Browser launch(Playwright playwright, String... more) {
    Map<String, String> russian = new HashMap<>(System.getenv());
    russian.put("LANGUAGE", "ru");
    russian.put("LANG", "ru_RU.UTF-8");
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setEnv(russian)
                .setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(Stream.concat(USUAL.stream(), Stream.of(more)).toList()));
  }

  private static final List<String> USUAL =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run");
}
