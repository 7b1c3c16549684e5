/**
 * How diagrams, tables and forms get into the engine: always the complete set, always through one
 * {@link ru.tsur.methodology.Gate}, from the files at start or from a methodologist's hands. Start
 * at {@link ru.tsur.methodology.Publication}.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "deadline",
      "organization",
      "appeal",
      "workflow",
      "workflow::engine",
      "workflow::forms",
      "security"
    })
package ru.tsur.methodology;
