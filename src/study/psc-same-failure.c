/* psc-same-failure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-same-failure"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-format.h"
#include "psc-same-failure.h"

/* Fewer files may well go wrong by themselves. */
#define MIN_FILES 3

/* Of a message more is not needed to know it. */
#define MAX_MESSAGE_CHARS 160

/* What all files went wrong by, or PSC_CAUSE_NONE.  Files that are skipped,
 * stopped or lost with their workers have not been tried. */
static PscCause
find_cause (PscRun *run)
{
  static const PscCause causes[] = {
    PSC_CAUSE_EXIT_STATUS, PSC_CAUSE_NO_START, PSC_CAUSE_SIGNAL,
    PSC_CAUSE_TIME_LIMIT,
  };
  guint n_tried = psc_run_get_n_ended (run) -
                  psc_run_get_n_outcome (run, PSC_OUTCOME_SKIPPED) -
                  psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED) -
                  psc_run_get_n_outcome (run, PSC_OUTCOME_LOST);

  if (n_tried < MIN_FILES)
    return PSC_CAUSE_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (psc_run_get_n_cause (run, causes[i]) == n_tried)
      return causes[i];

  return PSC_CAUSE_NONE;
}

/* The first file that went wrong so; FALSE where they went wrong in different
 * steps. */
static gboolean
find_first (PscRun   *run,
            PscCause  cause,
            guint    *first)
{
  const PscTaskRecord *found = NULL;

  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      const PscTaskRecord *task = psc_run_get_task (run, i);

      if (task == NULL || task->cause != cause)
        continue;
      if (found != NULL && task->step != found->step)
        return FALSE;
      if (found == NULL)
        *first = i;
      found = task;
    }

  return found != NULL;
}

/* The last line that a step wrote to its standard error, or NULL. */
static char *
dup_message (const PscOutput *output)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  const char *last = NULL;

  if (output == NULL)
    return NULL;

  text = psc_format_output (output->data + output->stdout_length,
                            output->stderr_length);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      last = lines[i];

  if (last == NULL || g_utf8_strlen (last, -1) <= MAX_MESSAGE_CHARS)
    return g_strdup (last);

  g_free (text);
  text = g_utf8_substring (last, 0, MAX_MESSAGE_CHARS);

  return g_strconcat (text, "…", NULL);
}

static const char *
get_remedy (PscCause cause)
{
  if (cause == PSC_CAUSE_NO_START)
    return _("See that its program is installed and may be executed.");
  if (cause == PSC_CAUSE_SIGNAL)
    return _("Run its command by hand with one of the files to see why.");
  if (cause == PSC_CAUSE_TIME_LIMIT)
    return _("Give the steps more time, or try the pipeline on one file.");

  return _("Try the pipeline on one file to see what its command lacks.");
}

/**
 * psc_same_failure_dup_text:
 * @run: a run, which may still go on
 *
 * Returns: (transfer full) (nullable): which step has gone wrong with every file
 *   so far, how, what it said, and what to try, in sentences; %NULL where some
 *   got through, or there are too few to tell
 */
char *
psc_same_failure_dup_text (PscRun *run)
{
  PscCause cause;
  g_autofree char *reason = NULL;
  g_autofree char *message = NULL;
  const char *name;
  guint first, step;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  cause = find_cause (run);
  if (cause == PSC_CAUSE_NONE || !find_first (run, cause, &first))
    return NULL;

  step = psc_run_get_task (run, first)->step;
  name = psc_pipeline_get_step (psc_run_get_settings (run)->pipeline,
                                step)->name;
  reason = psc_run_dup_reason (run, first);
  if (cause != PSC_CAUSE_NO_START)
    message = dup_message (psc_run_get_step (run, first, step)->output);

  if (message == NULL)
    /* Translators: a step's name, what happened, and what to do: a sentence. */
    return g_strdup_printf (_("The step “%s” goes wrong with every file: %s. "
                              "%s"), name, reason, get_remedy (cause));

  /* Translators: a step's name, what happened, what the step said, and what to
   * do: a sentence. */
  return g_strdup_printf (_("The step “%s” goes wrong with every file: %s. It "
                            "says “%s”. %s"), name, reason, message,
                          get_remedy (cause));
}
