package ru.tsur.control;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import org.springframework.stereotype.Component;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Block;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Tenant;
import ru.tsur.organization.ThemeCode;

/** Ids and moments as people read them; an unknown id stands for itself. */
@Component
class Names {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");

  private final Organization organization;
  private final Terms terms;
  private final Clock clock;

  Names(Organization organization, Terms terms, Clock clock) {
    this.organization = organization;
    this.terms = terms;
    this.clock = clock;
  }

  String official(String id) {
    if (id.equals("system")) {
      return "Система";
    }
    return OfficialId.isValid(id)
        ? organization.findOfficial(new OfficialId(id)).map(Official::shortName).orElse(id)
        : id;
  }

  /** «за Иванова И. И.» */
  String inPlaceOf(String id) {
    return OfficialId.isValid(id)
        ? organization.findOfficial(new OfficialId(id)).map(Official::inPlace).orElse("")
        : "";
  }

  String block(String id) {
    return organization.blocks().stream()
        .filter(block -> block.id().value().equals(id))
        .map(Block::name)
        .findFirst()
        .orElseGet(
            () ->
                !BlockId.isValid(id)
                    ? id
                    : organization.findBlock(new BlockId(id)).map(Block::name).orElse(id));
  }

  String body(String id) {
    return id.isEmpty() || !id.matches("[a-z][a-z0-9]{1,19}")
        ? id
        : organization.findBody(new BodyId(id)).map(Body::shortName).orElse(id);
  }

  /** «0301 Ямы на дороге». */
  String theme(String code) {
    return ThemeCode.isValid(code)
        ? organization
            .findTheme(new ThemeCode(code))
            .map(theme -> theme.code() + " " + theme.name())
            .orElse(code)
        : code;
  }

  /** As the table of terms in force calls it. */
  String term(String code) {
    return terms.all().stream()
        .filter(row -> row.id().value().equals(code))
        .map(Term::label)
        .findFirst()
        .orElse(code);
  }

  /** «версия 3» of {@code routing:3}, as the register names what decided. */
  static String version(String keyAndVersion) {
    return "версия " + keyAndVersion.substring(keyAndVersion.lastIndexOf(':') + 1);
  }

  /** «Минтранс · Дороги» of {@code mintrans.roads}. */
  String tenant(String value) {
    String unsealed = value.replaceFirst("-\\d+$", "");
    if (!Tenant.isValid(unsealed)) {
      return value;
    }
    Tenant tenant = new Tenant(unsealed);
    return tenant.isCentre()
        ? "ЦУР"
        : tenant.body().map(id -> body(id.value())).orElse("")
            + " · "
            + tenant.block().map(id -> block(id.value())).orElse("");
  }

  String moment(Instant instant) {
    return MOMENT.format(instant.atZone(clock.getZone()));
  }

  String day(Instant instant) {
    return DAY.format(instant.atZone(clock.getZone()));
  }

  String day(java.time.LocalDate day) {
    return due(day.atTime(23, 59));
  }

  String moment(Date date) {
    return moment(date.toInstant());
  }

  /** The day alone where a term ends with it. */
  String due(LocalDateTime local) {
    return local.getHour() == 23 && local.getMinute() == 59
        ? DAY.format(local)
        : MOMENT.format(local);
  }
}
