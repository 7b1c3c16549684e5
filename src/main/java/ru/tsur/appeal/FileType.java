package ru.tsur.appeal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Media type by the first bytes; what the sender calls a file is not believed. */
final class FileType {

  private static final int LONGEST_NAME = 200;

  private static final Map<String, byte[]> BEGINNINGS = new LinkedHashMap<>();

  static {
    BEGINNINGS.put("image/jpeg", HexFormat.of().parseHex("ffd8ff"));
    BEGINNINGS.put("image/png", HexFormat.of().parseHex("89504e470d0a1a0a"));
    BEGINNINGS.put("application/pdf", "%PDF-".getBytes(StandardCharsets.US_ASCII));
  }

  private static final Map<String, String> ENDINGS =
      Map.of(
          "image/jpeg", "(?i).*\\.jpe?g",
          "image/png", "(?i).*\\.png",
          "application/pdf", "(?i).*\\.pdf");

  private FileType() {}

  static Optional<String> of(byte[] content) {
    return BEGINNINGS.entrySet().stream()
        .filter(type -> begins(content, type.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean begins(byte[] content, byte[] beginning) {
    return content.length > beginning.length
        && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
  }

  /** The sender's name without a path and control characters, with the ending of what it is. */
  static String name(String given, String type) {
    String name =
        given == null
            ? ""
            : given
                .substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\"<>|:*?]", "")
                .strip();
    if (name.length() > LONGEST_NAME) {
      name = name.substring(name.length() - LONGEST_NAME);
    }
    if (name.isEmpty()) {
      name = "файл";
    }
    return name.matches(ENDINGS.get(type))
        ? name
        : name + "." + type.substring(type.indexOf('/') + 1);
  }
}
