package ru.tsur.methodology;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.tsur.workflow.engine.DiagramSafety;

/** The one gate before the engine. */
@Component
public class Gate {

  /** What is wrong with a complete set. */
  public List<Problem> check(FileSet set) {
    List<Problem> problems = new ArrayList<>();
    set.files()
        .forEach(
            (file, content) ->
                DiagramSafety.problems(file, content)
                    .forEach(
                        unsafe ->
                            problems.add(
                                new Problem(file, unsafe.element(), unsafe.message(), false))));
    return problems;
  }
}
