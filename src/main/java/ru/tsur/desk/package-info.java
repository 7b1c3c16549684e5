/**
 * Tasklist's data: the card of an appeal, the forms of tasks, rows of the list, filters and their
 * counts. What may be seen is what the engine shows the official; what may be done is what his
 * groups say.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "deadline",
      "organization",
      "appeal",
      "correspondence",
      "workflow",
      "workflow::engine",
      "workflow::forms",
      "security"
    })
package ru.tsur.desk;
