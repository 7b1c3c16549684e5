package ru.tsur.intake;

import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.organization.Refusal;

/**
 * Entries that wait for their registrar, by the appeal's id: what was typed and what is wrong with
 * it. Kept in his session alone, the last few, so that going back and reloading show them and never
 * ask to send again.
 */
final class UnfinishedEntries {

  /** An entry as it was sent. */
  record Unfinished(EntryForm form, List<Refusal> faults) {}

  private static final int MOST = 5;

  private final Map<UUID, Unfinished> entries = new LinkedHashMap<>();

  static UnfinishedEntries of(HttpSession session) {
    synchronized (session) {
      String name = UnfinishedEntries.class.getName();
      if (session.getAttribute(name) instanceof UnfinishedEntries kept) {
        return kept;
      }
      var none = new UnfinishedEntries();
      session.setAttribute(name, none);
      return none;
    }
  }

  synchronized void keep(EntryForm form, List<Refusal> faults) {
    form.dropFiles();
    entries.remove(form.getId());
    entries.put(form.getId(), new Unfinished(form, faults));
    if (entries.size() > MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  synchronized Optional<Unfinished> find(UUID id) {
    return Optional.ofNullable(entries.get(id));
  }

  synchronized void drop(UUID id) {
    entries.remove(id);
  }
}
