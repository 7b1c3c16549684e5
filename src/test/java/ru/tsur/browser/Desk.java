package ru.tsur.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One official in a browser of his own, at the sign-in page. */
final class Desk implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("docs/screenshots");
  private static final double LONGEST = 60_000;

  final Page page;
  int clicks;

  private final Product product;
  private final String login;
  private final BrowserContext context;

  Desk(Product product, String login) {
    this.product = product;
    this.login = login;
    context =
        product
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setLocale("ru-RU")
                    .setTimezoneId("Europe/Moscow")
                    .setViewportSize(1440, 900));
    page = context.newPage();
    page.setDefaultTimeout(LONGEST);
    page.onResponse(this::remember);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            System.out.println("[" + login + "] console: " + message.text());
          }
        });
    page.onPageError(error -> System.out.println("[" + login + "] page error: " + error));
    goTo("/login");
  }

  private void remember(Response response) {
    if (response.status() >= 400) {
      String refused = response.status() + " " + response.request().method() + " " + response.url();
      product.refused.add(refused);
      System.out.println("[" + login + "] " + refused);
    }
  }

  void goTo(String path) {
    page.navigate(product.home() + path);
  }

  /** Until the list and its first task stand there. */
  Desk signIn() {
    enter();
    awaitList();
    return this;
  }

  /** To one of our pages, which leads through the sign-in. */
  void signInTo(String path) {
    goTo(path);
    enter();
    page.waitForURL(url -> url.contains(path));
  }

  private void enter() {
    page.getByLabel("Логин").fill(login);
    page.getByLabel("Пароль").fill("demo");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Войти")).click();
  }

  void reload() {
    page.reload();
    awaitList();
  }

  void awaitList() {
    page.locator("li.active .desk-filled, .tasks-list .well:visible").first().waitFor();
  }

  Locator row(String task, String appeal) {
    return page.locator(".desk-row", new Page.LocatorOptions().setHasText(appeal))
        .filter(new Locator.FilterOptions().setHasText(task))
        .first();
  }

  Locator row(String task) {
    return page.locator(".desk-row[data-task-id='" + task + "']");
  }

  Locator head(String task) {
    return page.locator("h1.task[data-task-id='" + task + "']");
  }

  void awaitForm() {
    page.locator(".appeal-form.af-ready").waitFor();
  }

  /** The task of the only row that names the appeal. */
  String task(String appeal) {
    return rows(appeal).getAttribute("data-task-id");
  }

  /** Whether what stands there is not what was chosen: nobody can type into it. */
  boolean isStale() {
    return (boolean) page.locator(".task-card").evaluate("card => card.inert");
  }

  /** The task of our appeal; other appeals may stand in the list too. */
  void opens(String task) {
    opens(task, Product.SURNAME);
  }

  void opens(String task, String appeal) {
    choosesRow(task, appeal);
    awaitForm();
  }

  /** With a form that form-js draws: it is taken first. */
  void opensCamundaForm(String task, String appeal) {
    choosesRow(task, appeal);
    click(page.locator(".desk-meta .claim"));
    page.locator(".desk-meta .unclaim").waitFor();
    page.locator(".fjs-container input").first().waitFor();
  }

  private void choosesRow(String task, String appeal) {
    Locator row = row(task, appeal);
    row.waitFor();
    String id = row.getAttribute("data-task-id");
    if (row.getAttribute("aria-current") == null) {
      click(row);
    }
    head(id).waitFor();
  }

  void click(Locator what) {
    what.click();
    clicks++;
  }

  Locator field(String path) {
    return page.locator("[data-path=\"" + path + "\"]");
  }

  void radio(String path, String value) {
    page.locator("input[data-path=\"" + path + "\"][value=\"" + value + "\"]").check();
  }

  /** The decision, which nobody has chosen for him. */
  void decides(String path, String value) {
    click(page.locator("input[data-path=\"" + path + "\"][value=\"" + value + "\"]"));
  }

  /** Decides at triage, and that nobody of ours is complained about if nothing is said yet. */
  void triages(String value) {
    Locator complained = field("complained");
    if (complained.isVisible() && complained.inputValue().isEmpty()) {
      choose("complained", "NO");
    }
    decides("triage", value);
  }

  void choose(String path, String value) {
    field(path).selectOption(value);
  }

  /** Another list; Tasklist closes the task with the old one. */
  void filter(String name) {
    page.waitForResponse(
        response -> response.url().matches(".*/filter/[^/]+/list.*"),
        () -> page.locator(".task-filter a", new Page.LocatorOptions().setHasText(name)).click());
    page.locator(".no-task:visible").waitFor();
  }

  void tab(String label) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(label)).click();
  }

  /** The tab «Обращение», with the card drawn. */
  Locator card() {
    tab("Обращение");
    Locator card = page.locator(".tab-content .ac-card[aria-busy=false]");
    card.waitFor();
    return card;
  }

  /** An action of the card, its little form open. */
  Locator action(String name) {
    card();
    Locator button =
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    Locator box =
        page.locator(".tab-content .ac-action", new Page.LocatorOptions().setHas(button)).first();
    box.locator("button").first().click();
    return box.locator("form");
  }

  /** Everything of the appeal in the list. */
  Locator rows(String appeal) {
    return page.locator(".desk-row", new Page.LocatorOptions().setHasText(appeal));
  }

  /** The card of the appeal, from its task. */
  Locator card(String task, String appeal) {
    choosesRow(task, appeal);
    return card();
  }

  void completes() {
    completesWith(".af-submit");
  }

  void completesCamundaForm() {
    completesWith("[cam-tasklist-form] .form-actions .btn-primary");
  }

  private void completesWith(String button) {
    String task = openTask();
    click(page.locator(button));
    awaitGone(task);
  }

  String openTask() {
    return page.locator("h1.task").getAttribute("data-task-id");
  }

  void awaitGone(String task) {
    head(task).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  /** On the demo's page of caught mail, which holds what has left up to now. */
  void awaitMail(String to, String words) {
    for (int i = 0; i < 60; i++) {
      goTo("/mail");
      Locator letter =
          page.locator("details", new Page.LocatorOptions().setHasText(to))
              .filter(new Locator.FilterOptions().setHasText(words));
      if (letter.count() > 0) {
        return;
      }
      page.waitForTimeout(1000);
    }
    throw new AssertionError("No letter to " + to + " about " + words + ": " + visibleText());
  }

  /** The same of a whole page of ours, however long. */
  void screenshotWhole(String name) {
    screenshot(name, true);
  }

  /** The same, scrolled to what it is about. */
  void screenshot(String name, Locator about) {
    about.first().evaluate("node => node.scrollIntoView({block: 'center'})");
    screenshot(name);
  }

  /** A screen for the guide; what is English on it is remembered. */
  void screenshot(String name) {
    screenshot(name, false);
  }

  private void screenshot(String name, boolean whole) {
    page.waitForTimeout(700);
    Matcher word = Pattern.compile("[A-Za-z]{3,}").matcher(visibleText());
    while (word.find()) {
      product.english.add(word.group());
    }
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + ".png"))
            .setFullPage(whole));
  }

  /** Without addresses, external numbers and the name of the platform. */
  String visibleText() {
    return page.locator("body")
        .innerText()
        .replaceAll("\\S+@\\S+|[a-z]+-[0-9a-z]+|[0-9a-f]{32,}", "")
        .replace("Camunda Platform", "")
        .replaceAll("SHA-256|JPEG|PNG|PDF|\\.pdf|Ctrl\\+Enter", "");
  }

  @Override
  public void close() {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/browser-last-" + login + ".png")));
    context.close();
  }
}
