/**
 * Bodies, blocks, themes, officials and their positions, and what follows from them: task groups,
 * tenants and what a person may see. Start at {@link ru.tsur.organization.Organization}. The data
 * comes from files ({@link ru.tsur.organization.OrganizationFiles}). Knows nothing of appeals or of
 * the process engine.
 */
@ApplicationModule(allowedDependencies = {})
package ru.tsur.organization;

import org.springframework.modulith.ApplicationModule;
