package ru.tsur.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ru.tsur.organization.TestOrganization.edit;
import static ru.tsur.organization.TestOrganization.write;
import static ru.tsur.organization.TestOrganization.writeSoundFiles;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.tsur.organization.OrganizationFiles.Summary;

class OrganizationFilesTest {

  private static final OfficialId EXECUTOR = new OfficialId("executor");
  private static final LocalDate TUE_2026_11_24 = TestOrganization.TUE_2026_11_24;

  @TempDir Path folder;
  private final TestOrganization test = new TestOrganization();

  @BeforeEach
  void soundFiles() throws IOException {
    writeSoundFiles(folder);
  }

  private OrganizationFilesRefused refusal() {
    return catchThrowableOfType(OrganizationFilesRefused.class, () -> test.files(folder).read());
  }

  @Test
  void readsSoundFilesOnceAndThenChangesNothing() {
    assertThat(test.files(folder).read()).isEqualTo(new Summary(4 + 1 + 2 + 5 + 5, 0, 0));
    assertThat(test.files(folder).read()).isEqualTo(Summary.NOTHING);
    assertThat(test.organization.themes()).extracting(Theme::name).contains("Ямы на дороге");
  }

  @Test
  void readsChangesAndClosesOnPostgres() throws IOException {
    try (var postgres = EmbeddedPostgres.start()) {
      var real = new TestOrganization(postgres.getPostgresDatabase());
      real.appointments().appointAdministrator(new OfficialId("root"), "Первый Администратор");
      assertThat(real.files(folder).read()).isEqualTo(new Summary(16, 1, 0));
      edit(folder, "themes.csv", "0302,Ремонт улицы,roads\n", "");
      edit(folder, "themes.csv", "Ямы на дороге", "Выбоины");
      edit(folder, "officials.csv", "head@x.example", "");
      assertThat(real.files(folder).read()).isEqualTo(new Summary(0, 2, 1));
      assertThat(real.files(folder).read()).isEqualTo(Summary.NOTHING);
    }
  }

  @Test
  void startsEmptyWithoutLocation() {
    assertThat(test.files("").read()).isEqualTo(Summary.NOTHING);
    assertThat(test.organization.bodies()).isEmpty();
    assertThat(test.organization.tenants()).containsExactly(Tenant.TSUR);
  }

  @Test
  void readsAtStart() {
    test.files(folder).afterPropertiesSet();
    assertThat(test.organization.blocks()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}: «{2}» вместо «{1}»: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          # file       | in the sound file             | becomes                     | problem
          bodies.csv   | autodor,ГКУ                   | Авто-дор,ГКУ                | строка 5: «Авто-дор» в колонке «id»: нужны строчные латинские буквы и цифры, первая – буква, от 2 до 20 знаков
          bodies.csv   | INSTITUTION,minroads          | INSTITUTION,minrods         | строка 5: нет органа «minrods»
          bodies.csv   | INSTITUTION                   | SCHOOL                      | строка 5: «SCHOOL» в колонке «kind»: возможны только REGION, CENTRE, MINISTRY, MUNICIPALITY, INSTITUTION
          bodies.csv   | autodor,ГКУ                   | minroads,ГКУ                | строка 5: орган «minroads» уже есть выше
          bodies.csv   | MINISTRY,region               | MINISTRY,autodor            | строка 4: орган «minroads» подчинён сам себе (петля в дереве органов)
          bodies.csv   | INSTITUTION,minroads          | INSTITUTION,autodor         | строка 5: орган «autodor» подчинён сам себе (петля в дереве органов)
          bodies.csv   | region,МТ                     | region,П                    | строка 4: серия «П»: нужно от 2 до 20 букв, цифр, точек, дефисов
          bodies.csv   | region,МТ                     | region,ЦУР                  | строка 4: серия «ЦУР» уже занята органом выше
          bodies.csv   | INSTITUTION                   | CENTRE                      | строка 5: вид CENTRE – у органа «tsur» и только у него
          bodies.csv   | ,outgoing_series              | ,series                     | строка 1: нет колонки «outgoing_series»
          bodies.csv   | MINISTRY,region,МТ            | MINISTRY,region             | строка 4: значений 5, а колонок 6
          bodies.csv   | ,Минтранс,                    | ,,                          | строка 4: не заполнена колонка «short_name»
          bodies.csv   | region,МТ                     | region,                     | строка 6: роль SIGNER (подписант): у органа «minroads» нет серии исходящих номеров (bodies.csv)
          blocks.csv   | roads,3                       | roads,третий                | строка 2: «третий» в колонке «number»: нужно целое число от 1 до 999
          themes.csv   | 0302,Ремонт улицы,roads       | 0302,Ремонт улицы,road      | строка 3: нет блока «road»
          themes.csv   | 0302                          | 03-я                        | строка 3: «03-я» в колонке «code»: нужны цифры, можно группами через точку
          themes.csv   | 0302                          | 0301                        | строка 3: тема «0301» уже есть выше
          officials.csv| signer,                       | Signer,                     | строка 6: «Signer» в колонке «id»: логин – от 3 до 40 строчных латинских букв, цифр и точек, кроме «system»
          officials.csv| head@x.example                | head at x                   | строка 2: «head at x» – не адрес электронной почты
          positions.csv| p-signer,signer               | p-signer,singer             | строка 6: нет должностного лица «singer»
          positions.csv| p-signer,signer,minroads      | p-signer,signer,minroad     | строка 6: нет органа «minroad»
          positions.csv| executor,minroads,roads       | executor,minroads,rods      | строка 4: нет блока «rods»
          positions.csv| p-signer,                     | p-head,                     | строка 6: должность «p-head» уже есть выше
          positions.csv| SIGNER                        | SYSTEM                      | строка 6: «SYSTEM» в колонке «role»: возможны только REGISTRAR, COORDINATOR, EXECUTOR, APPROVER, SIGNER, BLOCK_HEAD, DEPUTY_GOVERNOR, HEAD_OF_APPARATUS, CONTROLLER, METHODOLOGIST, ADMINISTRATOR
          positions.csv| Министр,2024-01-01,           | Министр,2024-02-30,         | строка 6: «2024-02-30» в колонке «valid_from» – не дата (нужно 2026-01-31 или 31.01.2026)
          positions.csv| Министр,2024-01-01,           | Министр,31.02.2024,         | строка 6: «31.02.2024» в колонке «valid_from» – не дата (нужно 2026-01-31 или 31.01.2026)
          positions.csv| Министр,2024-01-01,           | Министр,2024-01-02,2024-01-01 | строка 6: должность кончается (valid_until) раньше, чем начинается (valid_from)
          positions.csv| Министр,2024-01-01,           | Министр,,                   | строка 6: не заполнена колонка «valid_from»
          positions.csv| executor,minroads,roads,EXECUTOR | executor,tsur,roads,EXECUTOR | строка 4: роль EXECUTOR (исполнитель): ЦУР координирует и сам не отвечает, укажите другой орган
          positions.csv| executor,minroads,roads,EXECUTOR | executor,minroads,,REGISTRAR | строка 4: роль REGISTRAR (регистратор) бывает только в органе «tsur»
          positions.csv| executor,minroads,roads,EXECUTOR | executor,tsur,roads,COORDINATOR | строка 4: роль COORDINATOR (координатор) не относится к блоку: оставьте колонку «block» пустой
          positions.csv| head,minroads,roads           | head,minroads,              | строка 2: роль BLOCK_HEAD (руководитель блока): укажите блок
          """)
  void refusesWithFileAndLine(String file, String sound, String bad, String problem)
      throws IOException {
    edit(folder, file, sound, bad == null ? "" : bad);

    assertThat(refusal().problems()).anySatisfy(p -> assertThat(p).endsWith(".csv, " + problem));
    assertThat(test.organization.bodies()).as("nothing is written").isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Заместитель министра,2024-01-01,     | Заместитель министра,2026-11-25,           | blocks.csv, строка 2: у блока «roads» нет руководителя (BLOCK_HEAD) на сегодня
          Заместитель министра,2024-01-01,     | Заместитель министра,2024-01-01,2026-11-23 | blocks.csv, строка 2: у блока «roads» нет руководителя (BLOCK_HEAD) на сегодня
          Заместитель Губернатора,2024-01-01,  | Заместитель Губернатора,2026-11-25,        | blocks.csv, строка 2: у блока «roads» нет курирующего заместителя Губернатора (DEPUTY_GOVERNOR) на сегодня
          """)
  void refusesABlockWithoutLeaderToday(String sound, String bad, String problem)
      throws IOException {
    edit(folder, "positions.csv", sound, bad);

    assertThat(refusal().problems()).containsExactly(problem);
  }

  @Test
  void namesAllProblemsAtOnce() throws IOException {
    edit(folder, "bodies.csv", "INSTITUTION,minroads", "INSTITUTION,nobody");
    edit(folder, "themes.csv", "улицы,roads", "улицы,road");
    edit(folder, "positions.csv", "p-executor,executor", "p-executor,ghost");

    assertThat(refusal())
        .hasMessage(
            """
            Файлы организации не приняты:
            bodies.csv, строка 5: нет органа «nobody»
            themes.csv, строка 3: нет блока «road»
            positions.csv, строка 4: нет должностного лица «ghost»""");
  }

  @Test
  void refusesAMissingFileAndAnEmptyOne() throws IOException {
    Files.delete(folder.resolve("themes.csv"));
    write(folder, "officials.csv", "id,name,email\n");

    assertThat(refusal().problems())
        .contains(
            "themes.csv, строка 1: файл не найден или не читается",
            "officials.csv, строка 1: в файле нет ни одной строки");
  }

  @Test
  void refusesAnotherEncoding() throws IOException {
    Files.write(
        folder.resolve("themes.csv"),
        "code,name,block\n0301,Ямы,roads\n".getBytes(Charset.forName("windows-1251")));

    assertThat(refusal().problems())
        .containsExactly("themes.csv, строка 1: файл не в кодировке UTF-8");
  }

  @Test
  void acceptsWhatASpreadsheetWrites() throws IOException {
    String positions = Files.readString(folder.resolve("positions.csv"));
    write(
        folder,
        "positions.csv",
        "\uFEFF"
            + positions
                .replace("2024-01-01", "01.01.2024")
                .replace(',', ';')
                .replace("\n", "\r\n"));

    test.files(folder).read();

    assertThat(test.organization.positionsOf(EXECUTOR))
        .extracting(Position::from)
        .containsExactly(LocalDate.of(2024, 1, 1));
  }

  @Test
  void countsLinesAsAnEditorDoesBehindAQuotedLineBreakAndAnEmptyLine() throws IOException {
    edit(folder, "themes.csv", "0301,Ямы на дороге,roads", "0301,\"Ямы\nна дороге\",roads\n");
    edit(folder, "themes.csv", "улицы,roads", "улицы,road");

    assertThat(refusal().problems()).containsExactly("themes.csv, строка 5: нет блока «road»");
  }

  @Test
  void closesWhatTheFilesNoLongerHaveAndDeletesNothing() throws IOException {
    test.files(folder).read();
    edit(folder, "bodies.csv", "autodor,ГКУ «Автодор»,Автодор,INSTITUTION,minroads,\n", "");
    edit(folder, "themes.csv", "0302,Ремонт улицы,roads\n", "");
    edit(folder, "officials.csv", "executor,Исполнев Пётр Ильич,\n", "");
    edit(
        folder,
        "positions.csv",
        "p-executor,executor,minroads,roads,EXECUTOR,Специалист,2024-01-01,\n",
        "");

    assertThat(test.files(folder).read()).isEqualTo(new Summary(0, 0, 4));

    var organization = test.organization;
    assertThat(organization.bodies()).extracting(b -> b.id().value()).doesNotContain("autodor");
    assertThat(organization.body(new BodyId("autodor")).closedOn()).contains(TUE_2026_11_24);
    assertThat(organization.theme(new ThemeCode("0302")).closedOn()).contains(TUE_2026_11_24);
    assertThat(organization.official(EXECUTOR).active()).isFalse();
    assertThat(organization.positionsOf(EXECUTOR)).isEmpty();
    assertThat(organization.groupsOf(EXECUTOR)).isEmpty();
    assertThat(organization.scopeOf(EXECUTOR)).isEqualTo(Scope.NOTHING);
    assertThat(organization.tenants()).as("its cases remain").contains(new Tenant("autodor.roads"));
    assertThat(
            test.jdbc
                .sql("select valid_until from official_position where id = 'p-executor'")
                .query(LocalDate.class)
                .single())
        .isEqualTo(TUE_2026_11_24);
    assertThat(test.files(folder).read()).as("closed once").isEqualTo(Summary.NOTHING);
  }

  @Test
  void opensAgainWhatComesBackAndTakesChangesOver() throws IOException {
    test.files(folder).read();
    edit(folder, "themes.csv", "0302,Ремонт улицы,roads\n", "");
    test.files(folder).read();
    edit(folder, "themes.csv", "0301,Ямы на дороге", "0302,Ремонт,roads\n0301,Выбоины");

    assertThat(test.files(folder).read()).isEqualTo(new Summary(0, 2, 0));
    assertThat(test.organization.themes())
        .extracting(Theme::name)
        .containsExactly("Выбоины", "Ремонт");
  }

  @Test
  void leavesAloneWhatACommandEntered() {
    var root = new OfficialId("root");
    test.appointments().appointAdministrator(root, "Первый Администратор");

    test.files(folder).read();

    assertThat(test.organization.positionsOf(root)).hasSize(1);
    assertThat(test.organization.groupsOf(root))
        .containsExactly(new TaskGroup("administrator@tsur"));
    assertThat(
            catchThrowableOfType(
                AlreadyAppointed.class,
                () -> test.appointments().appointAdministrator(root, "Второй")))
        .hasMessage("Логин «root» уже занят.");
  }

  @Test
  void writesNothingWhenTheDatabaseRefuses() {
    test.jdbc
        .sql("alter table official_position add constraint never check (role <> 'SIGNER')")
        .update();

    assertThat(catchThrowableOfType(RuntimeException.class, () -> test.files(folder).read()))
        .isNotNull();

    assertThat(test.jdbc.sql("select count(*) from body").query(Integer.class).single()).isZero();
  }
}
