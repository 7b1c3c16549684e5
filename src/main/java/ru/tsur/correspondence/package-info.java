/**
 * Letters to applicants: templates, drafts and their versions, remarks and approvals, signature,
 * outbox, delivery. Start at {@link ru.tsur.correspondence.Letters}; what the mail server does is
 * in {@link ru.tsur.correspondence.Outbox}, what the registrar does in {@link
 * ru.tsur.correspondence.Dispatch}. Knows nothing of the process engine.
 */
@ApplicationModule(allowedDependencies = {"organization", "appeal"})
package ru.tsur.correspondence;

import org.springframework.modulith.ApplicationModule;
