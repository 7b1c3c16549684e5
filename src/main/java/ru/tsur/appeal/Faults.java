package ru.tsur.appeal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import ru.tsur.organization.Refusal;

/**
 * What is wrong with an entry, each field's first fault: a person hears of all of them at once, a
 * program of the first.
 */
public final class Faults {

  private final List<Refusal> found = new ArrayList<>();

  /** What is read, or a stand-in for it, so that the rest is looked at too. */
  public <T> T read(Supplier<T> reading, T standIn) {
    try {
      return reading.get();
    } catch (Refusal refused) {
      add(refused);
      return standIn;
    }
  }

  /** Keeps what the rule refuses. */
  public void check(Runnable rule) {
    read(
        () -> {
          rule.run();
          return null;
        },
        null);
  }

  public void add(Refusal refused) {
    if (found.stream().noneMatch(one -> one.field().equals(refused.field()))) {
      found.add(refused);
    }
  }

  public List<Refusal> all() {
    return List.copyOf(found);
  }

  /** Throws the first fault, if there is any. */
  public void settle() {
    if (!found.isEmpty()) {
      throw found.get(0);
    }
  }
}
