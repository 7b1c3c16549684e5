package ru.tsur.appeal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {

  @ParameterizedTest
  @CsvSource({
    "ffd8ffe000104a46494600, image/jpeg",
    "89504e470d0a1a0a0000000d, image/png",
    "255044462d312e370a, application/pdf",
    "ffd8ff, ", // nothing behind the beginning
    "3c68746d6c3e, ",
    "4d5a9000, ",
    "504b0304, ",
    "20255044462d312e37, " // not at the beginning
  })
  void isToldByTheFirstBytes(String bytes, String type) {
    assertThat(FileType.of(HexFormat.of().parseHex(bytes)).orElse(null)).isEqualTo(type);
  }

  @Test
  void theNameIsNotBelieved() {
    assertThat(FileType.name("C:\\fake\\Двор.JPG", "image/jpeg")).isEqualTo("Двор.JPG");
    assertThat(FileType.name("акт.exe", "application/pdf")).isEqualTo("акт.exe.pdf");
    assertThat(FileType.name("../../etc/\u0000\u202egpj.\n", "image/png")).isEqualTo("gpj..png");
    assertThat(FileType.name(null, "image/png")).isEqualTo("файл.png");
  }
}
