package ru.tsur.methodology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The folders {@code processes/} and {@code forms/}: those in the jar, or those below {@code
 * tsur.processes.location} (a folder, or a {@code file:} address).
 */
@Component
class SourceFiles {

  static final String JAR = "classpath*:";

  private static final List<String> KINDS =
      List.of("processes/*.bpmn", "processes/*.dmn", "forms/*.html", "forms/*.form");

  private final ResourcePatternResolver resources;
  private final String location;

  SourceFiles(
      ResourcePatternResolver resources, @Value("${tsur.processes.location:}") String location) {
    this.resources = resources;
    this.location = folder(location.strip());
  }

  private static String folder(String location) {
    if (location.isEmpty()) {
      return JAR;
    }
    String place = location.contains(":") ? location : "file:" + location;
    return place.endsWith("/") || place.endsWith(":") ? place : place + "/";
  }

  String location() {
    return location;
  }

  FileSet read() {
    return read(location);
  }

  /** What the build put into the jar, whatever the folders say. */
  FileSet ofJar() {
    return read(JAR);
  }

  private FileSet read(String place) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try {
      for (String kind : KINDS) {
        String folder = kind.substring(0, kind.indexOf('/') + 1);
        for (Resource resource : resources.getResources(place + kind)) {
          files.put(folder + resource.getFilename(), resource.getContentAsByteArray());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Folder not readable: " + place, e);
    }
    return new FileSet(files);
  }
}
