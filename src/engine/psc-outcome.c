/* psc-outcome.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-outcome"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-outcome.h"

/**
 * psc_signal_dup_name:
 *
 * Returns: (transfer full): the name of a signal, such as SIGKILL
 */
char *
psc_signal_dup_name (int signal)
{
  const char *name = sigabbrev_np (signal);

  if (name == NULL)
    return g_strdup_printf ("SIG%d", signal);

  return g_strconcat ("SIG", name, NULL);
}

/**
 * psc_outcome_get_label:
 *
 * Returns: (transfer none): the outcome's name for the user
 */
const char *
psc_outcome_get_label (PscOutcome outcome)
{
  switch (outcome)
    {
    case PSC_OUTCOME_OK:
      return C_("outcome", "ok");

    case PSC_OUTCOME_NONZERO:
      return C_("outcome", "non-zero exit");

    case PSC_OUTCOME_FAILED:
      return C_("outcome", "failed");

    case PSC_OUTCOME_KILLED:
      return C_("outcome", "killed");

    case PSC_OUTCOME_TIMED_OUT:
      return C_("outcome", "timed out");

    case PSC_OUTCOME_SKIPPED:
      return C_("outcome", "skipped");

    case PSC_OUTCOME_LOST:
      return C_("outcome", "lost");

    case PSC_OUTCOME_STOPPED:
      return C_("outcome", "stopped");

    case PSC_OUTCOME_NONE:
    default:
      return C_("outcome", "not yet run");
    }
}

static char *
describe_signal (const char *step_name,
                 int         signal)
{
  g_autofree char *name = psc_signal_dup_name (signal);

  return g_strdup_printf (_("%s was ended by signal %s"), step_name, name);
}

/**
 * psc_outcome_describe:
 * @cause: why a task has its outcome
 * @step_name: the step that @cause speaks of
 * @exit_code: that step's exit status, for %PSC_CAUSE_EXIT_STATUS
 * @signal: the signal that ended it, for %PSC_CAUSE_SIGNAL
 * @step_timeout_ns: the run's limit, for %PSC_CAUSE_TIME_LIMIT
 * @detail: (nullable): the system's own words
 *
 * Returns: (transfer full) (nullable): the reason in words for the user
 */
char *
psc_outcome_describe (PscCause    cause,
                      const char *step_name,
                      int         exit_code,
                      int         signal,
                      gint64      step_timeout_ns,
                      const char *detail)
{
  switch (cause)
    {
    case PSC_CAUSE_EXIT_STATUS:
      return g_strdup_printf (_("%s exited with status %d"),
                              step_name, exit_code);

    case PSC_CAUSE_NO_START:
      return g_strdup_printf (_("%s could not be started: %s"),
                              step_name, detail != NULL ? detail : "?");

    case PSC_CAUSE_SIGNAL:
      return describe_signal (step_name, signal);

    case PSC_CAUSE_TIME_LIMIT:
      return g_strdup_printf (_("%s was ended after the time limit of %g s"),
                              step_name,
                              (double) step_timeout_ns / PSC_NSEC_PER_SEC);

    case PSC_CAUSE_NAMED_PIPE:
      return g_strdup (_("a named pipe: reading it could wait for ever"));

    case PSC_CAUSE_SOCKET:
      return g_strdup (_("a socket: it cannot be read as a file"));

    case PSC_CAUSE_CHARACTER_DEVICE:
      return g_strdup (_("a character device: reading it may never end"));

    case PSC_CAUSE_BLOCK_DEVICE:
      return g_strdup (_("a block device: it is not a file"));

    case PSC_CAUSE_VANISHED:
      return g_strdup (_("not there any more"));

    case PSC_CAUSE_NO_WORKER:
      return g_strdup (_("no worker was left to run it"));

    case PSC_CAUSE_WORKER_DIED:
      return detail != NULL
             ? g_strdup_printf (_("its worker died: %s"), detail)
             : g_strdup (_("its worker died"));

    case PSC_CAUSE_STOP_DURING:
      return g_strdup (_("the run was stopped while it was in hand"));

    case PSC_CAUSE_STOP_BEFORE:
      return g_strdup (_("the run was stopped before it began"));

    case PSC_CAUSE_DIRECTORY_VANISHED:
      return g_strdup (_("its directory is not there any more"));

    case PSC_CAUSE_PROGRAM_ENDED:
      return g_strdup (_("not done: the program ended before"));

    case PSC_CAUSE_NONE:
    default:
      return NULL;
    }
}
