package ru.tsur.organization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;

/**
 * The five data files read and checked against each other and against what was entered by a
 * command.
 */
final class OrganizationSheets {

  private static final String ID_HINT =
      "нужны строчные латинские буквы и цифры, первая – буква, от 2 до 20 знаков";
  // Two characters at least: one letter is the series of incoming numbers.
  private static final Pattern SERIES = Pattern.compile("[\\p{L}\\p{N}.-]{2,20}");
  private static final Pattern POSITION_ID = Pattern.compile("[a-z0-9.-]{3,60}");

  private final Sheet bodySheet;
  private final Sheet blockSheet;
  private final Sheet themeSheet;
  private final Sheet officialSheet;
  private final Sheet positionSheet;
  private final Map<String, BodyKind> kinds = new HashMap<>();
  private final Set<String> signingBodies = new HashSet<>();

  final List<Body> bodies = new ArrayList<>();
  final List<Block> blocks = new ArrayList<>();
  final List<Theme> themes = new ArrayList<>();
  final List<Official> officials = new ArrayList<>();
  final List<Position> positions = new ArrayList<>();

  /**
   * @param files finds a file by its name
   * @param byCommand officials and positions entered by a command
   * @throws OrganizationFilesRefused with everything that is wrong
   */
  OrganizationSheets(Function<String, Resource> files, Directory.Rows byCommand, LocalDate today) {
    bodySheet =
        sheet(files, "bodies.csv", "id", "name", "short_name", "kind", "parent", "outgoing_series");
    blockSheet = sheet(files, "blocks.csv", "id", "number", "name");
    themeSheet = sheet(files, "themes.csv", "code", "name", "block");
    officialSheet = sheet(files, "officials.csv", "id", "name", "email");
    positionSheet =
        sheet(
            files,
            "positions.csv",
            "id",
            "official",
            "body",
            "block",
            "role",
            "title",
            "valid_from",
            "valid_until");

    Set<String> bodyIds = bodySheet.ids("id", "орган");
    Set<String> blockIds = blockSheet.ids("id", "блок");
    themeSheet.ids("code", "тема");
    Set<String> officialIds = officialSheet.ids("id", "должностное лицо");
    positionSheet.ids("id", "должность");
    byCommand.officials().forEach(official -> officialIds.add(official.id().value()));

    readBodies(bodyIds);
    readBlocks();
    readThemes(blockIds);
    readOfficials();
    readPositions(bodyIds, blockIds, officialIds);
    checkBlocksAreLed(byCommand.positions(), today);

    var problems = new ArrayList<String>();
    for (Sheet sheet : List.of(bodySheet, blockSheet, themeSheet, officialSheet, positionSheet)) {
      problems.addAll(sheet.problems());
    }
    if (!problems.isEmpty()) {
      throw new OrganizationFilesRefused(problems);
    }
  }

  private static Sheet sheet(Function<String, Resource> files, String file, String... columns) {
    return new Sheet(files.apply(file), file, List.of(columns));
  }

  private void readBodies(Set<String> known) {
    var parents = new HashMap<String, String>();
    var series = new HashSet<String>();
    for (Sheet.Line line : bodySheet.lines()) {
      String id = line.id("id", 20, BodyId::isValid, ID_HINT);
      String name = line.text("name", 300);
      String shortName = line.text("short_name", 100);
      Optional<BodyKind> kind = line.code("kind", BodyKind.class, k -> true);
      Optional<String> parent = line.optionalText("parent", 20);
      Optional<String> outgoing = line.optionalText("outgoing_series", 20);
      parent.filter(p -> !known.contains(p)).ifPresent(p -> line.problem("нет органа «" + p + "»"));
      parent.ifPresent(p -> parents.put(id, p));
      kind.ifPresent(k -> kinds.put(id, k));
      if (kind.isPresent() && (kind.get() == BodyKind.CENTRE) != id.equals("tsur")) {
        line.problem("вид CENTRE – у органа «tsur» и только у него");
      }
      outgoing.ifPresent(
          o -> {
            signingBodies.add(id);
            if (!SERIES.matcher(o).matches()) {
              line.problem("серия «" + o + "»: нужно от 2 до 20 букв, цифр, точек, дефисов");
            } else if (!series.add(o)) {
              line.problem("серия «" + o + "» уже занята органом выше");
            }
          });
      if (line.isGood()) {
        bodies.add(
            new Body(
                new BodyId(id),
                name,
                shortName,
                kind.orElseThrow(),
                parent.map(BodyId::new),
                outgoing,
                Optional.empty()));
      }
    }
    for (Sheet.Line line : bodySheet.lines()) {
      String id = line.cell("id");
      if (isInLoop(id, parents)) {
        line.problem("орган «" + id + "» подчинён сам себе (петля в дереве органов)");
      }
    }
  }

  private static boolean isInLoop(String id, Map<String, String> parents) {
    var seen = new HashSet<String>();
    for (String up = parents.get(id); up != null && seen.add(up); up = parents.get(up)) {
      if (up.equals(id)) {
        return true;
      }
    }
    return false;
  }

  private void readBlocks() {
    var numbers = new HashSet<String>();
    for (Sheet.Line line : blockSheet.lines()) {
      String id = line.id("id", 20, BlockId::isValid, ID_HINT);
      String number =
          line.id("number", 3, n -> n.matches("[1-9][0-9]*"), "нужно целое число от 1 до 999");
      String name = line.text("name", 200);
      if (!number.isEmpty() && !numbers.add(number)) {
        line.problem("номер блока «" + number + "» уже есть выше");
      }
      if (line.isGood()) {
        blocks.add(new Block(new BlockId(id), Integer.parseInt(number), name, Optional.empty()));
      }
    }
  }

  private void readThemes(Set<String> known) {
    for (Sheet.Line line : themeSheet.lines()) {
      String code =
          line.id("code", 20, ThemeCode::isValid, "нужны цифры, можно группами через точку");
      String name = line.text("name", 300);
      String block = reference(line, "block", known, "блока");
      if (line.isGood()) {
        themes.add(new Theme(new ThemeCode(code), name, new BlockId(block), Optional.empty()));
      }
    }
  }

  private void readOfficials() {
    for (Sheet.Line line : officialSheet.lines()) {
      String id =
          line.id(
              "id",
              40,
              login -> OfficialId.isValid(login) && !login.equals(Actor.SYSTEM.official().value()),
              "логин – от 3 до 40 строчных латинских букв, цифр и точек, кроме «system»");
      String name = line.text("name", 200);
      Optional<String> email = line.optionalText("email", 200);
      email
          .filter(address -> !MailAddress.isShaped(address))
          .ifPresent(address -> line.problem("«" + address + "» – не адрес электронной почты"));
      if (line.isGood()) {
        officials.add(new Official(new OfficialId(id), name, email, true));
      }
    }
  }

  private void readPositions(
      Set<String> knownBodies, Set<String> knownBlocks, Set<String> knownOfficials) {
    for (Sheet.Line line : positionSheet.lines()) {
      String id =
          line.id(
              "id",
              60,
              value -> POSITION_ID.matcher(value).matches(),
              "нужно от 3 до 60 строчных латинских букв, цифр, точек, дефисов");
      String official = reference(line, "official", knownOfficials, "должностного лица");
      String body = reference(line, "body", knownBodies, "органа");
      Optional<String> block = line.optionalText("block", 20);
      block
          .filter(b -> !knownBlocks.contains(b))
          .ifPresent(b -> line.problem("нет блока «" + b + "»"));
      Optional<Role> role = line.code("role", Role.class, r -> r != Role.SYSTEM);
      String title = line.text("title", 200);
      line.text("valid_from", 10);
      Optional<LocalDate> from = line.day("valid_from");
      Optional<LocalDate> until = line.day("valid_until");
      if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
        line.problem("должность кончается (valid_until) раньше, чем начинается (valid_from)");
      }
      role.ifPresent(r -> checkRole(line, r, body, block));
      if (line.isGood()) {
        positions.add(
            new Position(
                id,
                new OfficialId(official),
                new BodyId(body),
                block.map(BlockId::new),
                role.orElseThrow(),
                title,
                from.orElseThrow(),
                until));
      }
    }
  }

  private void checkRole(Sheet.Line line, Role role, String body, Optional<String> block) {
    boolean centre = kinds.get(body) == BodyKind.CENTRE;
    String name = "роль " + role + " (" + role.title() + ")";
    if (role.isOfBlock() && block.isEmpty()) {
      line.problem(name + ": укажите блок");
    }
    if (!role.isOfBlock() && !role.isOfBody() && block.isPresent()) {
      line.problem(name + " не относится к блоку: оставьте колонку «block» пустой");
    }
    if ((role == Role.REGISTRAR || role == Role.COORDINATOR) && !centre) {
      line.problem(name + " бывает только в органе «tsur»");
    }
    if ((role == Role.EXECUTOR || role == Role.APPROVER) && centre) {
      line.problem(name + ": ЦУР координирует и сам не отвечает, укажите другой орган");
    }
    if (role == Role.SIGNER && kinds.containsKey(body) && !signingBodies.contains(body)) {
      line.problem(name + ": у органа «" + body + "» нет серии исходящих номеров (bodies.csv)");
    }
  }

  private static String reference(Sheet.Line line, String column, Set<String> known, String what) {
    String value = line.text(column, 40);
    if (!value.isEmpty() && !known.contains(value)) {
      line.problem("нет " + what + " «" + value + "»");
    }
    return value;
  }

  private void checkBlocksAreLed(List<Position> byCommand, LocalDate today) {
    if (!positionSheet.problems().isEmpty() && positions.isEmpty()) {
      return; // the file as a whole is unreadable: saying so once is enough
    }
    for (Sheet.Line line : blockSheet.lines()) {
      String id = line.cell("id");
      if (BlockId.isValid(id)) {
        var block = new BlockId(id);
        if (!isLed(block, Role.BLOCK_HEAD, byCommand, today)) {
          line.problem("у блока «" + id + "» нет руководителя (BLOCK_HEAD) на сегодня");
        }
        if (!isLed(block, Role.DEPUTY_GOVERNOR, byCommand, today)) {
          line.problem(
              "у блока «"
                  + id
                  + "» нет курирующего заместителя Губернатора (DEPUTY_GOVERNOR)"
                  + " на сегодня");
        }
      }
    }
  }

  private boolean isLed(BlockId block, Role role, List<Position> byCommand, LocalDate today) {
    var all = new ArrayList<>(positions);
    all.addAll(byCommand);
    return all.stream().anyMatch(p -> p.role() == role && p.covers(block) && p.isValidOn(today));
  }
}
