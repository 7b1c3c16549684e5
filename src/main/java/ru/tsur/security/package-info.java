/**
 * Who may come in and through which doors: accounts and sign-in, the filter chains, the allowlist
 * in front of the engine's REST, who is signed in, the journal of views. Start at {@link
 * ru.tsur.security.SecurityConfiguration} and {@link ru.tsur.security.Allowlist}; others ask {@link
 * ru.tsur.security.CurrentOfficial}.
 */
@ApplicationModule(allowedDependencies = {"organization", "appeal"})
package ru.tsur.security;

import org.springframework.modulith.ApplicationModule;
