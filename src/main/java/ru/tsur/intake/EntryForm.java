package ru.tsur.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.multipart.MultipartFile;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.Repeats;
import ru.tsur.appeal.Uploads;

/**
 * What the registrar typed: mutable, for binding; turned into the same request that the REST door
 * takes.
 */
class EntryForm {

  /** The appeal's id, given when the page is opened: what is sent twice is one appeal. */
  private UUID id = UUID.randomUUID();

  private String channel = "POST";
  private String receivedAt = "";
  private String type = "APPLICATION";
  private String addressee = "Губернатору области";
  private String text = "";
  private String kind = "CITIZEN";
  private String lastName = "";
  private String firstName = "";
  private String middleName = "";
  private String organization = "";
  private String postalAddress = "";
  private String email = "";
  private String cabinet = "";
  private String phone = "";
  private String controlDate = "";
  private String controlBody = "";
  private String signatories = "";
  private String earlier = "";
  private String earlierKind = LinkKind.REPEAT.name();
  private String offer = "";
  private String confirmedDate = "";
  private List<Row> questions = new ArrayList<>(List.of(new Row()));
  private List<MultipartFile> files = new ArrayList<>();
  private List<String> lostFiles = List.of();

  /** One question's row. */
  static class Row {
    private String substance = "";
    private String theme = "";
    private String municipality = "";

    public String getSubstance() {
      return substance;
    }

    public void setSubstance(String substance) {
      this.substance = substance;
    }

    public String getTheme() {
      return theme;
    }

    public void setTheme(String theme) {
      this.theme = theme;
    }

    public String getMunicipality() {
      return municipality;
    }

    public void setMunicipality(String municipality) {
      this.municipality = municipality;
    }

    boolean isBlank() {
      return substance.isBlank() && theme.isBlank() && municipality.isBlank();
    }
  }

  /** Rows left empty are no questions; one always stands on the page. */
  void dropBlankQuestions() {
    questions.removeIf(Row::isBlank);
    if (questions.isEmpty()) {
      questions.add(new Row());
    }
  }

  /** What a session keeps of it: files are chosen anew. */
  void dropFiles() {
    lostFiles =
        files.stream().filter(Uploads::isChosen).map(MultipartFile::getOriginalFilename).toList();
    files = new ArrayList<>();
  }

  /** Names of the files to choose anew. */
  public List<String> lostFiles() {
    return lostFiles;
  }

  /** Whether the registrar was asked about this very date before, and sends it again. */
  boolean isOldDateConfirmed() {
    return confirmedDate.equals(receivedAt);
  }

  void confirmDate() {
    confirmedDate = receivedAt;
  }

  AppealRequest request() {
    return request(addressee);
  }

  /** Of an e-mail for the journal: to whom it is addressed is not asked. */
  AppealRequest emailRequest() {
    return request("");
  }

  /** An only question without substance is what the text asks. */
  private AppealRequest request(String addressee) {
    List<Row> stated = questions.stream().filter(row -> !row.isBlank()).toList();
    return new AppealRequest(
        channel,
        null,
        receivedAt,
        type,
        new AppealRequest.ApplicantRequest(
            kind,
            lastName,
            firstName,
            middleName,
            isPerson() ? "" : organization,
            postalAddress,
            email,
            cabinet,
            phone),
        addressee,
        text,
        (stated.isEmpty() ? List.of(new Row()) : stated)
            .stream()
                .map(
                    row ->
                        new AppealRequest.QuestionRequest(
                            row.substance.isBlank() && stated.size() < 2
                                ? preview()
                                : row.substance,
                            row.theme,
                            row.municipality))
                .toList(),
        controlDate,
        controlBody,
        signed(),
        List.of());
  }

  /** A line for each who signed: the name, then, after a semicolon, the address. */
  private List<AppealRequest.SignatoryRequest> signed() {
    return signatories
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> line.split("\\s*;\\s*", 2))
        .map(
            parts -> new AppealRequest.SignatoryRequest(parts[0], parts.length > 1 ? parts[1] : ""))
        .toList();
  }

  /** The page hides the organisation of a person. */
  public boolean isPerson() {
    return Arrays.stream(ApplicantKind.values())
        .anyMatch(one -> one.name().equals(kind) && !one.isOrganization());
  }

  public boolean isNamed() {
    return !(lastName + firstName + middleName).isBlank();
  }

  /** The earlier appeal, if the registrar names one. */
  Optional<Appeals.Earlier> earlierAppeal() {
    if (earlier.isBlank() && isOfferAnswered()) {
      return Repeats.chosen(AppealRequest.limited("offer", offer, 60));
    }
    return Optional.of(AppealRequest.limited("earlier", earlier, 40))
        .filter(number -> !number.isBlank())
        .map(
            number ->
                new Appeals.Earlier(
                    number,
                    AppealRequest.code("earlierKind", earlierKind, LinkKind.class, "вид связи")));
  }

  /** Whether he said what the entry is to the earlier appeals that were offered. */
  boolean isOfferAnswered() {
    return !offer.isBlank();
  }

  public String getOffer() {
    return offer;
  }

  public void setOffer(String offer) {
    this.offer = offer;
  }

  /** Of a missing text one fault is said, not two. */
  private String preview() {
    if (text.isBlank()) {
      return "–";
    }
    if (text.length() <= 1000) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(999)) ? 999 : 1000);
  }

  public UUID getId() {
    return id;
  }

  public void setId(UUID id) {
    this.id = id == null ? this.id : id;
  }

  public String getChannel() {
    return channel;
  }

  public void setChannel(String channel) {
    this.channel = channel;
  }

  public String getConfirmedDate() {
    return confirmedDate;
  }

  public void setConfirmedDate(String confirmedDate) {
    this.confirmedDate = confirmedDate;
  }

  public String getReceivedAt() {
    return receivedAt;
  }

  public void setReceivedAt(String receivedAt) {
    this.receivedAt = receivedAt;
  }

  public String getType() {
    return type;
  }

  public void setType(String type) {
    this.type = type;
  }

  public String getControlDate() {
    return controlDate;
  }

  public void setControlDate(String controlDate) {
    this.controlDate = controlDate;
  }

  public String getControlBody() {
    return controlBody;
  }

  public void setControlBody(String controlBody) {
    this.controlBody = controlBody;
  }

  public String getAddressee() {
    return addressee;
  }

  public void setAddressee(String addressee) {
    this.addressee = addressee;
  }

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getLastName() {
    return lastName;
  }

  public void setLastName(String lastName) {
    this.lastName = lastName;
  }

  public String getFirstName() {
    return firstName;
  }

  public void setFirstName(String firstName) {
    this.firstName = firstName;
  }

  public String getMiddleName() {
    return middleName;
  }

  public void setMiddleName(String middleName) {
    this.middleName = middleName;
  }

  public String getOrganization() {
    return organization;
  }

  public void setOrganization(String organization) {
    this.organization = organization;
  }

  public String getPostalAddress() {
    return postalAddress;
  }

  public void setPostalAddress(String postalAddress) {
    this.postalAddress = postalAddress;
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  public String getCabinet() {
    return cabinet;
  }

  public void setCabinet(String cabinet) {
    this.cabinet = cabinet;
  }

  public String getPhone() {
    return phone;
  }

  public void setPhone(String phone) {
    this.phone = phone;
  }

  public String getSignatories() {
    return signatories;
  }

  public void setSignatories(String signatories) {
    this.signatories = signatories;
  }

  public String getEarlier() {
    return earlier;
  }

  public void setEarlier(String earlier) {
    this.earlier = earlier;
  }

  public String getEarlierKind() {
    return earlierKind;
  }

  public void setEarlierKind(String earlierKind) {
    this.earlierKind = earlierKind;
  }

  public List<Row> getQuestions() {
    return questions;
  }

  public void setQuestions(List<Row> questions) {
    this.questions = questions;
  }

  public List<MultipartFile> getFiles() {
    return files;
  }

  public void setFiles(List<MultipartFile> files) {
    this.files = files;
  }
}
