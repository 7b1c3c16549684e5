package ru.tsur.methodology;

import java.util.Map;
import java.util.TreeMap;

/** What a methodologist brings: files by the names they have on his disk. */
final class Upload {

  private final Map<String, byte[]> files = new TreeMap<>();

  /**
   * Puts a file into the folder of its kind, one of no kind into none; a path on the sender's disk
   * is cut off.
   */
  void add(String fileName, byte[] content) {
    String name =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    files.put(folder(name) + name, content);
  }

  private static String folder(String name) {
    if (name.endsWith(".form") || name.endsWith(".html")) {
      return "forms/";
    }
    return name.endsWith(".bpmn") || name.endsWith(".dmn") ? "processes/" : "";
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  Map<String, byte[]> files() {
    return files;
  }
}
