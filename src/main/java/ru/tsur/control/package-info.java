/**
 * Who looks over the shoulder, read-only: the controller's register and the file of a case, failed
 * steps for the administrator, and {@link ru.tsur.control.Check}, which proves that register and
 * engine agree. Start at {@link ru.tsur.control.RegisterPage}.
 */
@ApplicationModule(
    allowedDependencies = {
      "deadline",
      "organization",
      "appeal",
      "correspondence",
      "workflow",
      "workflow::engine",
      "security"
    })
package ru.tsur.control;

import org.springframework.modulith.ApplicationModule;
