package ru.tsur;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The package table of docs/architecture.md. */
class ModulesTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ru.tsur");

  @Test
  void modulesKnowOnlyWhatTheTableAllows() {
    ApplicationModules.of(AppealsApplication.class).verify();
  }

  @Test
  void theUpperHalfKnowsNothingOfTheEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "ru.tsur.deadline..",
            "ru.tsur.organization..",
            "ru.tsur.appeal..",
            "ru.tsur.correspondence..",
            "ru.tsur.intake..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.camunda..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheEnginesPackagesTouchItsInside() {
    noClasses()
        .that()
        .resideInAPackage("ru.tsur..")
        .and()
        .resideOutsideOfPackages(
            "ru.tsur.workflow..", "ru.tsur.security..", "ru.tsur.methodology..", "ru.tsur.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.camunda.bpm.engine.impl..")
        .check(PRODUCT);
  }

  @Test
  void nothingIsSentOutsideTheOutbox() {
    noClasses()
        .that()
        .resideInAPackage("ru.tsur..")
        .and()
        .resideOutsideOfPackages("ru.tsur.correspondence..", "ru.tsur.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.mail..", "jakarta.mail..", "java.net.http..")
        .check(PRODUCT);
  }

  @Test
  void commentsAndAttachmentsOfTheEngineAreNotUsed() {
    noClasses()
        .that()
        .resideInAPackage("ru.tsur..")
        .should()
        .callMethodWhere(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "comment or attachment of the engine",
                call ->
                    call.getTargetOwner().getPackageName().startsWith("org.camunda")
                        && call.getName().matches(".*(Comment|Attachment).*")))
        .check(PRODUCT);
  }
}
