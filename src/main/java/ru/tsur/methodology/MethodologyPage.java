package ru.tsur.methodology;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import ru.tsur.organization.Official;
import ru.tsur.organization.Organization;
import ru.tsur.security.CurrentOfficial;

/** «Схемы и таблицы»: what new appeals run on, and publishing without Modeler. */
@Controller
@RequestMapping("/methodology")
class MethodologyPage {

  /** A file of the current set; version is empty for forms. */
  record Row(String file, String version) {}

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

  private final Publication publication;
  private final Organization organization;
  private final CurrentOfficial current;
  private final Clock clock;

  MethodologyPage(
      Publication publication, Organization organization, CurrentOfficial current, Clock clock) {
    this.publication = publication;
    this.organization = organization;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping
  String show(@RequestParam(required = false) String published, Model model) {
    model.addAttribute("published", published != null);
    return page(model);
  }

  @PostMapping
  String publish(
      @RequestParam(defaultValue = "") String name,
      @RequestParam List<MultipartFile> files,
      Model model,
      HttpServletResponse response)
      throws IOException {
    var upload = new Upload();
    for (MultipartFile file : files) {
      if (!file.isEmpty() && file.getOriginalFilename() != null) {
        upload.add(file.getOriginalFilename(), file.getBytes());
      }
    }
    if (upload.isEmpty()) {
      model.addAttribute("problems", List.of("Выберите хотя бы один файл."));
    } else {
      try {
        publication.publish(
            upload.files(),
            name.isBlank()
                ? "Со страницы"
                : name.strip().substring(0, Math.min(name.strip().length(), 200)),
            Publication.Door.PAGE,
            current.official().id());
        return "redirect:/methodology?published";
      } catch (PublicationRefused refused) {
        model.addAttribute("problems", refused.problems().stream().map(Problem::toString).toList());
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    return page(model);
  }

  /** The set as it runs, in its folders: to edit in Modeler and to publish again. */
  @GetMapping("/files.zip")
  ResponseEntity<byte[]> download() throws IOException {
    var set = publication.current();
    if (set.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    var zip = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zip)) {
      for (var file : set.get().files().files().entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTime(set.get().at().toEpochMilli());
        out.putNextEntry(entry);
        out.write(file.getValue());
      }
    }
    return ResponseEntity.ok()
        .contentType(new MediaType("application", "zip"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("processes-and-forms.zip").build().toString())
        .body(zip.toByteArray());
  }

  private String page(Model model) {
    publication
        .current()
        .ifPresent(
            set -> {
              Map<String, Integer> versions = publication.versions(set);
              model.addAttribute("name", set.name());
              model.addAttribute("at", TIME.format(set.at().atZone(clock.getZone())));
              model.addAttribute(
                  "by",
                  set.by()
                      .map(
                          id ->
                              organization.findOfficial(id).map(Official::name).orElse(id.value()))
                      .orElse("из файлов при запуске"));
              model.addAttribute(
                  "files",
                  set.files().files().keySet().stream()
                      .map(
                          file ->
                              new Row(
                                  file,
                                  versions.containsKey(file)
                                      ? String.valueOf(versions.get(file))
                                      : "–"))
                      .toList());
            });
    return "methodology";
  }
}
