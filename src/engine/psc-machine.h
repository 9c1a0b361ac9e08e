/* psc-machine.h: what this machine offers to a pool
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint  cpus_usable; /* by affinity and cgroup quota, at least 1 */
  guint  cpus_online;
  char  *cpu_model;
  char  *kernel;
} PscMachine;

PscMachine *psc_machine_read (void) G_GNUC_WARN_UNUSED_RESULT;
PscMachine *psc_machine_copy (const PscMachine *self) G_GNUC_WARN_UNUSED_RESULT;
void        psc_machine_free (PscMachine *self);
guint       psc_machine_count_quota_cpus (const char *cgroup_root,
                                          const char *self_cgroup);

guint64     psc_machine_raise_file_limit (guint64 n_files);
gboolean    psc_machine_check_threads    (guint     n_threads,
                                          GError  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscMachine, psc_machine_free)

G_END_DECLS
