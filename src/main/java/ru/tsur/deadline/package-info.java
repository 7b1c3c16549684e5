/**
 * Terms and deadlines: the production calendar, the date rules D1–D5, extension, working hours.
 * Start at {@link ru.tsur.deadline.Term#from}. Pure functions: dates in, date and reasons out; no
 * clock, no database, no engine.
 */
@ApplicationModule(allowedDependencies = {})
package ru.tsur.deadline;

import org.springframework.modulith.ApplicationModule;
