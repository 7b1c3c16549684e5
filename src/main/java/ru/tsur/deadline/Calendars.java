package ru.tsur.deadline;

/** The production calendar in force. */
public interface Calendars {

  ProductionCalendar current();
}
