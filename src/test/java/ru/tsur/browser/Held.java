package ru.tsur.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A slow server: requests to one address do not go on before they are let. */
final class Held {

  private final Page page;
  private final Predicate<String> address;
  private final List<Route> routes = new ArrayList<>();

  /**
   * @param path how the address ends, without what is asked
   */
  Held(Page page, String method, String path) {
    this.page = page;
    this.address = url -> url.replaceAll("[?].*", "").endsWith(path);
    page.route(
        address,
        route -> {
          if (route.request().method().equals(method)) {
            routes.add(route);
          } else {
            route.resume();
          }
        });
  }

  /** Until the first one has come. */
  void awaited() {
    page.waitForCondition(() -> !routes.isEmpty());
  }

  void goOn() {
    page.unroute(address);
    routes.forEach(Route::resume);
  }
}
