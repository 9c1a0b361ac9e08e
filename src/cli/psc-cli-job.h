/* psc-cli-job.h: something that is measured, and what comes of it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-cli-stop.h"

G_BEGIN_DECLS

/* What a run and a sweep have in common: a main loop until it has ended, and
 * signals that stop it. */
typedef struct
{
  GMainLoop    *loop;
  GCancellable *cancellable;
  GError       *error;      /* (nullable): why it was not made, or ended early */
  PscCliStop    stop;
} PscCliJob;

/* Does one part of what comes afterwards.  Returns whether it went well. */
typedef gboolean (* PscCliJobFunc) (gpointer user_data);

void     psc_cli_job_init   (PscCliJob     *self);
void     psc_cli_job_clear  (PscCliJob     *self);
void     psc_cli_job_wait   (PscCliJob     *self);
gboolean psc_cli_job_failed (PscCliJob     *self);
int      psc_cli_job_finish (PscCliJob     *self,
                             PscCliJobFunc  write_func,
                             PscCliJobFunc  report_func,
                             gpointer       user_data,
                             int            status);

G_END_DECLS
