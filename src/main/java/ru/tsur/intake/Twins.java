package ru.tsur.intake;

import java.util.function.Supplier;
import ru.tsur.appeal.Appeals.TwinInFlight;

/** The same appeal handed over twice at one moment: who comes second asks again. */
final class Twins {

  private Twins() {}

  static <T> T settled(Supplier<T> handingOver) {
    try {
      return handingOver.get();
    } catch (TwinInFlight first) {
      return handingOver.get();
    }
  }
}
