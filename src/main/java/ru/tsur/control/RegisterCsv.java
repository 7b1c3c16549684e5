package ru.tsur.control;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The register as a file that Excel opens: UTF-8 with a mark, semicolons, and no cell that a
 * spreadsheet would take for a formula.
 */
final class RegisterCsv {

  static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setDelimiter(';').setRecordSeparator("\r\n").get();

  private RegisterCsv() {}

  static void write(List<RegisterPage.Line> lines, boolean more, Writer writer) throws IOException {
    writer.write('\uFEFF');
    CSVPrinter printer = new CSVPrinter(writer, FORMAT);
    printer.printRecord(
        "Номер",
        "Суть",
        "Состояние",
        "Поступило",
        "Блоки",
        "Органы",
        "Срок",
        "Исполнение",
        "Эскалация",
        "Ответ дан",
        "Вид",
        "Коллективное");
    for (RegisterPage.Line line : lines) {
      printer.printRecord(
          cell(line.number()),
          cell(line.subject()),
          cell(line.state()),
          cell(line.received()),
          cell(line.blocks()),
          cell(line.bodies()),
          cell(line.due()),
          cell(line.left()),
          cell(line.escalated()),
          cell(line.answered()),
          cell(line.type()),
          cell(line.collective()));
    }
    if (more) {
      printer.printRecord("Показаны первые " + lines.size() + " строк: уточните фильтр.");
    }
    printer.flush();
  }

  /** An apostrophe before what a spreadsheet would compute, also behind blanks. */
  static String cell(String value) {
    String bare = value.stripLeading();
    boolean formula =
        !bare.isEmpty() && "=+-@|＝＋－＠".indexOf(bare.charAt(0)) >= 0
            || !value.isEmpty() && "\t\r\n".indexOf(value.charAt(0)) >= 0;
    return formula ? "'" + value : value;
  }
}
