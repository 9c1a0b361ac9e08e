/* psc-cli-job.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-job"

#include "config.h"

#include "psc-cli-job.h"
#include "psc-cli.h"

/**
 * psc_cli_job_init:
 *
 * Makes ready what the job needs.
 */
void
psc_cli_job_init (PscCliJob *self)
{
  *self = (PscCliJob) { 0, };
  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
}

/**
 * psc_cli_job_clear:
 *
 * Undoes psc_cli_job_init().
 */
void
psc_cli_job_clear (PscCliJob *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_error (&self->error);
}

/**
 * psc_cli_job_wait:
 *
 * Goes on until somebody quits the loop; signals cancel the job.
 */
void
psc_cli_job_wait (PscCliJob *self)
{
  psc_cli_stop_watch (&self->stop, self->cancellable);
  g_main_loop_run (self->loop);
  psc_cli_stop_unwatch (&self->stop);
}

/**
 * psc_cli_job_failed:
 *
 * Whether it ended early for another reason than a signal, and if so says
 * which.
 */
gboolean
psc_cli_job_failed (PscCliJob *self)
{
  if (self->error == NULL || self->stop.number != 0)
    return FALSE;

  psc_cli_print_error (self->error->message);

  return TRUE;
}

/**
 * psc_cli_job_finish:
 * @write_func: writes all outputs to their files
 * @report_func: prints the report
 * @status: what the job itself came to
 *
 * Writes and reports what the job has come to.
 *
 * Returns: the exit status
 */
int
psc_cli_job_finish (PscCliJob     *self,
                    PscCliJobFunc  write_func,
                    PscCliJobFunc  report_func,
                    gpointer       user_data,
                    int            status)
{
  gboolean written;
  int late_signal;

  psc_cli_stop_defer ();
  written = write_func (user_data);
  late_signal = psc_cli_stop_take_up ();
  if (late_signal != 0)
    return 128 + late_signal;

  written &= report_func (user_data);

  if (self->stop.number != 0 &&
      g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return 128 + self->stop.number;

  return status == PSC_CLI_OK && !written ? PSC_CLI_OUTCOMES : status;
}
