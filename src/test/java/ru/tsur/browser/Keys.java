package ru.tsur.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** A keyboard without a mouse: counts what is pressed and sees to it that the focus is visible. */
final class Keys {

  private static final int TABS = 60;

  /** Marked, on the screen and covered by nothing. */
  private static final String VISIBLE =
      """
      () => {
        const focused = document.activeElement;
        if (focused === document.body) {
          return true; // between the page and the browser's own bar
        }
        const style = getComputedStyle(focused);
        const box = focused.getBoundingClientRect();
        const on = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
        return marked && !!on && focused.contains(on);
      }
      """;

  private final Page page;
  private int pressed;

  Keys(Page page) {
    this.page = page;
  }

  /** Keys pressed so far; typed text is not counted. */
  int pressed() {
    return pressed;
  }

  void type(String text) {
    page.keyboard().type(text);
  }

  void press(String key) {
    page.keyboard().press(key);
    pressed++;
  }

  /** Tab until the element has the focus; each on the way must show that it has it. */
  void tabTo(String selector) {
    for (int i = 0; i < TABS; i++) {
      if (isFocused(selector)) {
        return;
      }
      press("Tab");
      assertThat(page.evaluate(VISIBLE)).as(where()).isEqualTo(true);
    }
    throw new AssertionError("Tab does not reach " + selector + ", the focus is at " + where());
  }

  void awaitFocus(String selector) {
    page.waitForFunction("selector => document.activeElement?.matches(selector)", selector);
  }

  private boolean isFocused(String selector) {
    return (Boolean)
        page.evaluate("selector => !!document.activeElement?.matches(selector)", selector);
  }

  private String where() {
    return String.valueOf(
        page.evaluate("() => document.activeElement.outerHTML.substring(0, 200)"));
  }
}
