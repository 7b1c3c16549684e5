package ru.tsur.workflow.forms;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Evidence;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.Result;
import ru.tsur.organization.Block;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.BodyKind;
import ru.tsur.organization.Official;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.TaskForm.Option;

/** Lists to choose from, with Russian labels; what is closed is not offered. */
@Component
public class Choices {

  private final Organization organization;
  private final Complaints complaints;

  Choices(Organization organization, Complaints complaints) {
    this.organization = organization;
    this.complaints = complaints;
  }

  public List<Option> themes() {
    return organization.themes().stream()
        .filter(theme -> theme.closedOn().isEmpty())
        .map(theme -> new Option(theme.code().value(), theme.code().value() + " " + theme.name()))
        .toList();
  }

  public List<Option> municipalities() {
    return organization.municipalities().stream()
        .filter(body -> body.closedOn().isEmpty())
        .map(body -> new Option(body.id().value(), body.shortName()))
        .toList();
  }

  public List<Option> blocks() {
    return organization.blocks().stream()
        .filter(block -> block.closedOn().isEmpty())
        .sorted(Comparator.comparingInt(Block::number))
        .map(block -> new Option(block.id().value(), block.number() + ". " + block.name()))
        .toList();
  }

  /** Bodies that can answer: they have a signer. */
  public List<Option> bodies() {
    return organization.bodies().stream()
        .filter(body -> body.closedOn().isEmpty() && body.outgoingSeries().isPresent())
        .filter(body -> body.kind() != BodyKind.CENTRE && body.kind() != BodyKind.REGION)
        .map(body -> new Option(body.id().value(), body.shortName()))
        .toList();
  }

  /** The same but those that the complaint is on, and what is below them (art. 8 p. 6). */
  List<Option> bodies(AppealId appeal) {
    return bodies().stream()
        .filter(body -> !complaints.concerns(appeal, new BodyId(body.value())))
        .toList();
  }

  /** Ours on whom a complaint may be: persons, then bodies, as {@link #subject} reads them. */
  List<Option> subjects() {
    return Stream.concat(
            organization.officials().stream()
                .filter(official -> !organization.positionsOf(official.id()).isEmpty())
                .map(official -> new Option("official:" + official.id(), said(official))),
            organization.bodies().stream()
                .filter(body -> body.kind() != BodyKind.CENTRE && body.kind() != BodyKind.REGION)
                .map(body -> new Option("body:" + body.id(), "Орган: " + body.name())))
        .toList();
  }

  private String said(Official official) {
    return organization.positionsOf(official.id()).stream()
        .filter(held -> held.official().equals(official.id()))
        .findFirst()
        .map(held -> official.name() + ", " + held.title())
        .orElse(official.name());
  }

  /** Who is away is offered too: his task comes to the deputy who stands beside his name. */
  public List<Option> executors(AppealId appeal, Tenant tenant) {
    TaskGroup group = Role.EXECUTOR.at(tenant);
    return organization.membersOf(group, complaints.banned(appeal)).stream()
        .map(
            official ->
                new Option(
                    official.id().value(),
                    official.name()
                        + organization
                            .deputyFor(official.id(), group)
                            .map(organization::official)
                            .map(deputy -> " (отсутствует, замещает " + deputy.shortName() + ")")
                            .orElse("")))
        .toList();
  }

  public List<Option> results() {
    return titles(
        Arrays.stream(Result.values()).filter(Result::isOfAnswer).toArray(Result[]::new),
        Result::title);
  }

  /** What may be named or attached; the act of a visit is offered where one was held. */
  public List<Option> proofs() {
    return titles(Evidence.Kind.values(), Evidence.Kind::title).stream()
        .filter(one -> !one.value().equals(Evidence.Kind.VISIT.name()))
        .toList();
  }

  public List<Option> types() {
    return titles(AppealType.values(), AppealType::title);
  }

  public List<Option> applicantKinds() {
    return titles(ApplicantKind.values(), ApplicantKind::title);
  }

  public List<Option> linkKinds() {
    return titles(LinkKind.values(), LinkKind::title);
  }

  public String name(Tenant tenant) {
    return tenant
        .body()
        .map(body -> organization.findBody(body).map(Body::shortName).orElse(body.value()))
        .orElse("ЦУР");
  }

  static <E extends Enum<E>> List<Option> titles(E[] codes, Function<E, String> title) {
    return Arrays.stream(codes).map(code -> new Option(code.name(), title.apply(code))).toList();
  }
}
