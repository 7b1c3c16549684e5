package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.correspondence.AnswerParts;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;

/** Remarks of approvers and signers, newest first, for those who rework the text. */
@Component
class ShownRemarks {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

  private final AnswerParts parts;
  private final Letters letters;
  private final Organization organization;
  private final Clock clock;

  ShownRemarks(AnswerParts parts, Letters letters, Organization organization, Clock clock) {
    this.parts = parts;
    this.letters = letters;
    this.organization = organization;
    this.clock = clock;
  }

  List<Map<String, Object>> ofPart(AssignmentId assignment) {
    return newestFirst(
        parts.remarks(assignment).stream()
            .map(remark -> row(remark.version(), remark.by(), remark.at(), remark.text()))
            .toList());
  }

  List<Map<String, Object>> ofLetter(LetterId letter) {
    return newestFirst(
        letters.approvals(letter).stream()
            .filter(opinion -> !opinion.approved())
            .map(
                opinion ->
                    row(opinion.version(), opinion.by(), opinion.at(), opinion.remark().orElse("")))
            .toList());
  }

  private static List<Map<String, Object>> newestFirst(List<Map<String, Object>> rows) {
    List<Map<String, Object>> reversed = new java.util.ArrayList<>(rows);
    java.util.Collections.reverse(reversed);
    return reversed;
  }

  private Map<String, Object> row(int version, OfficialId by, Instant at, String text) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("when", MOMENT.format(at.atZone(clock.getZone())));
    row.put("who", organization.findOfficial(by).map(Official::shortName).orElse(by.value()));
    row.put("version", version);
    row.put("text", text);
    return row;
  }
}
