package ru.tsur.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;

/** The numbered steps of a chapter of the officials' guide, done in their order, none left out. */
final class Guide {

  private final Iterator<String> steps;
  private int done;

  Guide(String chapter) throws IOException {
    String text = Files.readString(Figures.GUIDE);
    int begin = text.indexOf(chapter + "\n");
    assertThat(begin).as(chapter).isNotNegative();
    int end = text.indexOf("\n## ", begin + 1);
    List<String> numbered =
        text.substring(begin, end)
            .lines()
            .filter(line -> line.matches("\\d+\\. .*"))
            .map(line -> line.replaceFirst("\\d+\\. ", ""))
            .toList();
    steps = numbered.iterator();
  }

  void step(String text, Runnable action) {
    assertThat(steps.hasNext()).as("the guide says: " + text).isTrue();
    assertThat(text).isEqualTo(steps.next());
    action.run();
    done++;
  }

  /** How many steps it took. */
  int end() {
    assertThat(steps.hasNext()).as("the guide has more steps").isFalse();
    return done;
  }
}
