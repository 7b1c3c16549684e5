package ru.tsur.methodology;

/**
 * What the gate found: in which file, at which element («name» (id), empty for the file as a
 * whole), what is wrong and what to do about it. A warning does not keep the set out.
 */
public record Problem(String file, String element, String message, boolean warning) {

  @Override
  public String toString() {
    return file + (element.isEmpty() ? "" : ", " + element) + ": " + message;
  }
}
