/**
 * The doors: REST of other systems, the registrar's form, the calculator of terms. Checks the form
 * of what comes, hands it to {@link ru.tsur.appeal.Appeals}, tells what became of it.
 */
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"deadline", "organization", "appeal", "correspondence"})
package ru.tsur.intake;
