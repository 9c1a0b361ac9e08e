/* psc-types.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-types"

#include "config.h"

#include "psc-types.h"

/* These names are part of the command line and of the run document: they are
 * not translated and do not change. */

static const char * const mode_names[] = {
  [PSC_MODE_PROCESS] = "process",
  [PSC_MODE_PROCESS_EXECUTOR] = "process-executor",
  [PSC_MODE_THREAD] = "thread",
  [PSC_MODE_DUMMY] = "dummy",
};

static const char * const streams_names[] = {
  [PSC_STREAMS_INHERITED] = "inherited",
  [PSC_STREAMS_INDEPENDENT] = "independent",
};

static const char * const outcome_names[] = {
  [PSC_OUTCOME_NONE] = "none",
  [PSC_OUTCOME_OK] = "ok",
  [PSC_OUTCOME_NONZERO] = "nonzero",
  [PSC_OUTCOME_FAILED] = "failed",
  [PSC_OUTCOME_KILLED] = "killed",
  [PSC_OUTCOME_TIMED_OUT] = "timed-out",
  [PSC_OUTCOME_SKIPPED] = "skipped",
  [PSC_OUTCOME_LOST] = "lost",
  [PSC_OUTCOME_STOPPED] = "stopped",
};

/**
 * psc_mode_to_string:
 *
 * The mode's name on the command line and in documents.
 */
const char *
psc_mode_to_string (PscMode mode)
{
  g_return_val_if_fail (mode < G_N_ELEMENTS (mode_names), NULL);

  return mode_names[mode];
}

/**
 * psc_mode_from_string:
 *
 * Finds the mode called @text; returns %FALSE and leaves @mode alone when
 * there is none.
 */
gboolean
psc_mode_from_string (const char *text,
                      PscMode    *mode)
{
  for (guint i = 0; i < G_N_ELEMENTS (mode_names); i++)
    {
      if (g_strcmp0 (text, mode_names[i]) == 0)
        {
          *mode = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * psc_mode_is_process:
 *
 * Whether the workers of @mode are processes; otherwise they are threads.
 */
gboolean
psc_mode_is_process (PscMode mode)
{
  return mode == PSC_MODE_PROCESS || mode == PSC_MODE_PROCESS_EXECUTOR;
}

/**
 * psc_streams_to_string:
 *
 * The name of a random stream setting on the command line and in documents.
 */
const char *
psc_streams_to_string (PscStreams streams)
{
  g_return_val_if_fail (streams < G_N_ELEMENTS (streams_names), NULL);

  return streams_names[streams];
}

/**
 * psc_streams_from_string:
 *
 * Finds the stream setting called @text; returns %FALSE and leaves @streams
 * alone when there is none.
 */
gboolean
psc_streams_from_string (const char *text,
                         PscStreams *streams)
{
  for (guint i = 0; i < G_N_ELEMENTS (streams_names); i++)
    {
      if (g_strcmp0 (text, streams_names[i]) == 0)
        {
          *streams = i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * psc_outcome_to_string:
 *
 * The outcome's name in documents.
 */
const char *
psc_outcome_to_string (PscOutcome outcome)
{
  g_return_val_if_fail (outcome < G_N_ELEMENTS (outcome_names), NULL);

  return outcome_names[outcome];
}

/**
 * psc_worker_kind_to_string:
 *
 * The name of a kind of worker in documents.
 */
const char *
psc_worker_kind_to_string (PscWorkerKind kind)
{
  return kind == PSC_WORKER_PROCESS ? "process" : "thread";
}
