-- Indexes on the engine's tables that its own scripts lack (docs/performance.md). Adding indexes is allowed by its documentation.
create index tsur_task_parent on ACT_RU_TASK (PARENT_TASK_ID_);
create index tsur_task_due on ACT_RU_TASK (DUE_DATE_, ID_);
create index tsur_task_tenant_due on ACT_RU_TASK (TENANT_ID_, DUE_DATE_, ID_);
create index tsur_job_due on ACT_RU_JOB (DUEDATE_);
create index tsur_link_group on ACT_RU_IDENTITYLINK (GROUP_ID_, TYPE_, TASK_ID_);
