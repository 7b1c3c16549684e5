package ru.tsur.methodology;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A complete set of diagrams, tables and forms by name, as in {@code processes/appeal.bpmn}. Two
 * sets are equal if they hold the same bytes under the same names.
 */
public final class FileSet {

  private final SortedMap<String, byte[]> files;

  FileSet(Map<String, byte[]> files) {
    this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** In the order of their names; not to be written to. */
  SortedMap<String, byte[]> files() {
    return files;
  }

  Optional<byte[]> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** This set with these files added or replaced. */
  FileSet with(Map<String, byte[]> others) {
    var all = new TreeMap<>(files);
    all.putAll(others);
    return new FileSet(all);
  }

  /** Names of the files that only one of the two has, or both with different content. */
  SortedSet<String> differences(FileSet other) {
    var names = new TreeSet<>(files.keySet());
    names.addAll(other.files.keySet());
    names.removeIf(name -> Arrays.equals(files.get(name), other.files.get(name)));
    return names;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileSet set && differences(set).isEmpty();
  }

  @Override
  public int hashCode() {
    return files.keySet().hashCode();
  }

  @Override
  public String toString() {
    return files.keySet().toString();
  }
}
