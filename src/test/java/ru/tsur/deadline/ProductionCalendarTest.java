package ru.tsur.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionCalendarTest {

  private static final LocalDate SUN_2026_03_08 = LocalDate.of(2026, 3, 8);
  private static final LocalDate MON_2026_06_15 = LocalDate.of(2026, 6, 15);

  /** Working days of the year as the published calendars give them. */
  @ParameterizedTest(name = "{0}: {1} рабочих дней")
  @CsvSource({"2024, 248", "2025, 247", "2026, 247", "2027, 247"})
  void hasThePublishedNumberOfWorkingDays(int year, int days) {
    assertThat(
            Russia.CALENDAR.workingDaysBetween(
                LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))
        .isEqualTo(days);
  }

  @Test
  void countsWorkingDaysLeft() {
    LocalDate wed = LocalDate.of(2026, 6, 10);
    assertThat(Russia.CALENDAR.workingDaysBetween(wed, wed)).isZero();
    assertThat(Russia.CALENDAR.workingDaysBetween(wed, MON_2026_06_15)).isEqualTo(2);
    assertThat(Russia.CALENDAR.workingDaysBetween(MON_2026_06_15, wed)).isEqualTo(-2);
  }

  @Test
  void tellsWhy() {
    assertThat(Russia.CALENDAR.note(SUN_2026_03_08)).contains("Международный женский день");
    assertThat(Russia.CALENDAR.note(MON_2026_06_15)).isEmpty();
  }

  @Test
  void coversWholeYearsOnly() {
    assertThat(IntStream.rangeClosed(2020, 2030).filter(Russia.CALENDAR::covers))
        .containsExactly(2024, 2025, 2026, 2027);
    assertThatThrownBy(() -> Russia.CALENDAR.isWorking(LocalDate.of(2028, 1, 1)))
        .isInstanceOf(CalendarMissing.class);
    assertThat(Russia.CALENDAR.withWeekendsOnlyOutside().covers(2028)).isFalse();
    assertThat(Russia.CALENDAR.withWeekendsOnlyOutside().isWorking(LocalDate.of(2028, 1, 3)))
        .isTrue();
  }

  @Test
  void regionAddsDaysOff() {
    ProductionCalendar tula =
        ProductionCalendar.read(
            new StringReader(text(Russia.HOLIDAYS)),
            new StringReader(text(Russia.SHORT_DAYS)),
            new StringReader(
                "date,kind,note\n2026-06-15,holiday,День региона\n2026-05-09,holiday,и так праздник\n"),
            "RU-71");
    assertThat(tula.isWorking(MON_2026_06_15)).isFalse();
    assertThat(tula.note(MON_2026_06_15)).contains("День региона");
    assertThat(tula.note(LocalDate.of(2026, 5, 9))).contains("День Победы");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what the administrator added | the message
          2026-13-01,holiday,опечатка     | Файл «праздники и переносы», строка N: «2026-13-01» – не дата вида 2026-05-09.
          2026-02-30,holiday,опечатка     | строка N: «2026-02-30» – не дата
          01.06.2026,holiday,опечатка     | строка N: «01.06.2026» – не дата
          2026-06-01,holliday,опечатка    | строка N: вид дня «holliday» неизвестен, можно: holiday, transferred_off, working.
          2026-06-01,holiday              | строка N: нужны три значения (date,kind,note), а их 2.
          2026-06-01,holiday,             | строка N: не указано, почему день такой (note).
          2026-05-09,holiday,ещё раз      | строка N: 09.05.2026 уже есть в строке
          2026-06-01,working,и так        | строка N: 01.06.2026, понедельник и так рабочий день
          2026-06-06,transferred_off,тоже | строка N: 06.06.2026, суббота и так выходной
          2028-01-01,holiday,Новый год    | на 2028 год нет праздников ст. 112 ТК РФ: 02.01.2028, 03.01.2028
          """)
  void refusesAFaultyRow(String row, String message) {
    String holidays = text(Russia.HOLIDAYS).stripTrailing() + "\n" + row + "\n";
    String line = "строка " + holidays.lines().count();
    assertFault(
        holidays, text(Russia.SHORT_DAYS), "date,kind,note\n", message.replace("строка N", line));
  }

  @Test
  void refusesOtherFaultyFiles() {
    String holidays = text(Russia.HOLIDAYS);
    String header = "date,kind,note\n";
    assertFault(
        holidays.replaceFirst("date,kind", "дата,kind"),
        header,
        "",
        "строка 1: первая строка должна быть");
    assertFault(header, header, "", "нет ни одной строки");
    assertFault("", header, "", "нет ни одной строки");
    assertFault(
        holidays,
        header + "2026-05-09,shortened,x\n",
        "",
        "«сокращённые дни», строка 2: 09.05.2026, суббота – нерабочий");
    assertFault(
        holidays,
        header + "2026-06-11,holiday,x\n",
        "",
        "строка 2: вид дня «holiday» неизвестен, можно: shortened");
    assertFault(
        holidays,
        header + "2029-06-11,shortened,x\n",
        "",
        "строка 2: нет федерального календаря на 2029 год");
    assertFault(
        holidays,
        header,
        header + "2026-06-11,working,x\n",
        "«региональные дни», строка 2: вид дня «working»");
    assertFault(
        holidays,
        header,
        header + "2029-06-11,holiday,x\n",
        "строка 2: нет федерального календаря на 2029 год");
  }

  @Test
  void acceptsAByteOrderMarkAndAQuotedNote() {
    String holidays =
        "\uFEFF"
            + text(Russia.HOLIDAYS).stripTrailing()
            + "\n2026-06-15,holiday,\"День, которого нет\"\n";
    ProductionCalendar read =
        ProductionCalendar.read(
            new StringReader(holidays), new StringReader("date,kind,note\n"), "v");
    assertThat(read.note(MON_2026_06_15)).contains("День, которого нет");
  }

  private static void assertFault(
      String holidays, String shortDays, String regional, String message) {
    assertThatThrownBy(
            () ->
                ProductionCalendar.read(
                    new StringReader(holidays),
                    new StringReader(shortDays),
                    new StringReader(regional),
                    "RU"))
        .isInstanceOf(InvalidCalendar.class)
        .extracting(
            e -> ((InvalidCalendar) e).faults(), InstanceOfAssertFactories.list(String.class))
        .anySatisfy(fault -> assertThat(fault).contains(message));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
