package ru.tsur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Draws every diagram as bpmn-js does and keeps the pictures in docs/diagrams. A picture is written
 * only when the drawing changed. What no model shows is checked here: words of a name are whole,
 * labels fit their places.
 */
class DiagramPicturesIT {

  private static final Path PICTURES = Path.of("docs", "diagrams");
  private static final Path BPMN_JS = Path.of("src/main/resources/static/vendor/bpmn-js");

  private static final int MARGIN = 14;
  private static final Pattern MARKER = Pattern.compile("marker-[0-9a-z]{10,}");
  private static final Pattern SIZE =
      Pattern.compile(
          "width=\"\\S+\" height=\"\\S+\" viewBox=\"(\\S+) (\\S+) (\\S+) (\\S+)\" version=\"1.1\">");

  private static final String DRAW =
      """
      async xml => {
        document.body.innerHTML = '<div id="canvas" style="width:1600px;height:900px"></div>';
        const viewer = new BpmnJS({container: '#canvas'});
        const {warnings} = await viewer.importXML(xml);
        const faults = warnings.map(w => w.message);
        viewer.get('elementRegistry').forEach((element, gfx) => {
          const text = gfx.querySelector('.djs-visual text');
          const {name, text: note} = element.businessObject || {};
          if (!text || !(name || note) || !element.width) return;
          const lines = [...text.querySelectorAll('tspan')].map(t => t.textContent.trim());
          const drawn = lines.join(note ? '\\n' : ' ');
          if (drawn !== (name || note)) faults.push(element.id + ': broken as «' + drawn + '»');
          const box = text.getBBox();
          if (box.width > element.width + 1 || box.height > element.height + 4)
            faults.push(element.id + ': text ' + box.width + '×' + box.height + ' does not fit');
        });
        const {svg} = await viewer.saveSVG();
        viewer.destroy();
        return {svg, faults};
      }
      """;

  private static Playwright playwright;
  private static Browser browser;
  private static Page page;

  @BeforeAll
  static void open() {
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright, "--font-render-hinting=none");
    page =
        browser.newPage(
            new Browser.NewPageOptions().setViewportSize(1700, 1000).setDeviceScaleFactor(2));
    page.addScriptTag(
        new Page.AddScriptTagOptions()
            .setPath(BPMN_JS.resolve("bpmn-navigated-viewer.production.min.js")));
  }

  @AfterAll
  static void close() {
    browser.close();
    playwright.close();
  }

  static Stream<String> diagrams() throws IOException {
    return DiagramStyleTest.diagrams();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("diagrams")
  void isDrawn(String file) throws IOException {
    var drawn = (Map<?, ?>) page.evaluate(DRAW, Files.readString(Path.of("processes", file)));

    assertThat((List<?>) drawn.get("faults")).isEmpty();
    keep(file.replace(".bpmn", ""), framed(withSteadyIds((String) drawn.get("svg"))));
  }

  private static void keep(String name, String svg) throws IOException {
    Files.createDirectories(PICTURES);
    var vector = PICTURES.resolve(name + ".svg");
    var pixels = PICTURES.resolve(name + ".png");
    if (Files.exists(pixels) && Files.exists(vector) && Files.readString(vector).equals(svg)) {
      return;
    }
    Files.writeString(vector, svg);
    page.evaluate("svg => document.body.innerHTML = svg", svg.substring(svg.indexOf("<svg")));
    page.locator("svg").first().screenshot(new Locator.ScreenshotOptions().setPath(pixels));
  }

  /** bpmn-js names its arrow heads at random; the picture of the same diagram stays the same. */
  private static String withSteadyIds(String svg) {
    var names = new HashMap<String, String>();
    return MARKER
        .matcher(svg)
        .replaceAll(id -> names.computeIfAbsent(id.group(), any -> "marker-" + (names.size() + 1)));
  }

  /** A white margin, so that the picture can be read on a dark page too. */
  private static String framed(String svg) {
    var size = SIZE.matcher(svg);
    assertThat(size.find()).isTrue();
    var x = (int) Math.floor(Double.parseDouble(size.group(1))) - MARGIN;
    var y = (int) Math.floor(Double.parseDouble(size.group(2))) - MARGIN;
    var width = (int) Math.ceil(Double.parseDouble(size.group(3))) + 2 * MARGIN;
    var height = (int) Math.ceil(Double.parseDouble(size.group(4))) + 2 * MARGIN;
    return size.replaceFirst(
        "width=\"%3$d\" height=\"%4$d\" viewBox=\"%1$d %2$d %3$d %4$d\" version=\"1.1\"><rect x=\"%1$d\" y=\"%2$d\" width=\"%3$d\" height=\"%4$d\" fill=\"white\"/>"
            .formatted(x, y, width, height));
  }
}
