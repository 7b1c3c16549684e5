package ru.tsur.desk;

import java.util.List;
import java.util.Map;

/**
 * The card of an appeal as Tasklist's tab draws it: plain Russian, nothing to interpret.
 *
 * @param editable whether the task is his who looks, or may be
 * @param notes sentences that stand above everything, where actions do
 */
record Card(
    String title,
    String subtitle,
    boolean editable,
    List<String> notes,
    List<Section> sections,
    List<Action> actions) {

  /** A part of the card; what it does not have is null. */
  record Section(String title, List<Row> rows, String text, Table table, List<Link> links) {

    static Section rows(String title, List<Row> rows) {
      return new Section(title, rows, null, null, List.of());
    }

    static Section text(String title, String text) {
      return new Section(title, List.of(), text, null, List.of());
    }

    static Section table(String title, List<String> head, List<List<String>> rows) {
      return new Section(title, List.of(), null, new Table(head, rows), List.of());
    }

    static Section links(String title, List<Link> links) {
      return new Section(title, List.of(), null, null, links);
    }
  }

  /** A fact and, where it was computed or decided, the question «why» with its answer. */
  record Row(String label, String value, String question, List<String> why) {
    Row(String label, String value) {
      this(label, value, null, List.of());
    }
  }

  /** Rows of cells under a head. */
  record Table(List<String> head, List<List<String>> rows) {}

  /** A link to a file. */
  record Link(String text, String href) {}

  /**
   * What may be done from the card.
   *
   * @param choices codes that the action asks for, with their labels
   */
  record Action(String id, String label, Map<String, String> choices) {}
}
