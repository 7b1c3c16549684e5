package ru.tsur.appeal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.util.StringUtils;
import org.springframework.web.multipart.MultipartFile;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;

/** Files that were chosen at a form of our pages. */
public final class Uploads {

  private Uploads() {}

  /**
   * @throws InvalidAppeal of the field {@code files} if one is empty: he can choose another
   */
  public static List<NewAppeal.File> of(List<MultipartFile> sent) {
    return sent.stream()
        .filter(Uploads::isChosen)
        .map(
            file -> {
              if (file.isEmpty()) {
                throw new InvalidAppeal(
                    "files",
                    "Файл «%s» пустой: выберите другой.".formatted(file.getOriginalFilename()));
              }
              try {
                return NewAppeal.File.uploaded(
                    file.getOriginalFilename(), file.getContentType(), file.getBytes());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  /** A browser sends a nameless part where none was chosen. */
  public static boolean isChosen(MultipartFile file) {
    return StringUtils.hasText(file.getOriginalFilename());
  }
}
