/**
 * The register: appeals, applicants, questions, attachments, assignments to blocks, deadlines kept
 * with their reasons, numbers, the journal of acts. Start at {@link ru.tsur.appeal.Appeals}. Knows
 * nothing of the process engine: what must happen there is asked through {@link
 * ru.tsur.appeal.AppealProcess}.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"deadline", "organization"})
package ru.tsur.appeal;
