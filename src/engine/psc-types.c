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

static const char * const cause_names[] = {
  [PSC_CAUSE_NONE] = "none",
  [PSC_CAUSE_EXIT_STATUS] = "exit-status",
  [PSC_CAUSE_NO_START] = "no-start",
  [PSC_CAUSE_SIGNAL] = "signal",
  [PSC_CAUSE_TIME_LIMIT] = "time-limit",
  [PSC_CAUSE_NAMED_PIPE] = "named-pipe",
  [PSC_CAUSE_SOCKET] = "socket",
  [PSC_CAUSE_CHARACTER_DEVICE] = "character-device",
  [PSC_CAUSE_BLOCK_DEVICE] = "block-device",
  [PSC_CAUSE_VANISHED] = "vanished",
  [PSC_CAUSE_NO_WORKER] = "no-worker",
  [PSC_CAUSE_WORKER_DIED] = "worker-died",
  [PSC_CAUSE_STOP_DURING] = "stop-during",
  [PSC_CAUSE_STOP_BEFORE] = "stop-before",
  [PSC_CAUSE_DIRECTORY_VANISHED] = "directory-vanished",
  [PSC_CAUSE_PROGRAM_ENDED] = "program-ended",
};
G_STATIC_ASSERT (G_N_ELEMENTS (cause_names) == PSC_N_CAUSES);

static const char * const worker_kind_names[] = {
  [PSC_WORKER_PROCESS] = "process",
  [PSC_WORKER_THREAD] = "thread",
};

static gboolean
find_name (const char * const *names,
           guint               n_names,
           const char         *text,
           guint              *index)
{
  for (guint i = 0; i < n_names; i++)
    {
      if (g_strcmp0 (text, names[i]) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

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
  guint index;

  if (!find_name (mode_names, G_N_ELEMENTS (mode_names), text, &index))
    return FALSE;

  *mode = index;

  return TRUE;
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
  guint index;

  if (!find_name (streams_names, G_N_ELEMENTS (streams_names), text, &index))
    return FALSE;

  *streams = index;

  return TRUE;
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
 * psc_outcome_from_string:
 *
 * Finds the outcome called @text; returns %FALSE and leaves @outcome alone
 * when there is none.
 */
gboolean
psc_outcome_from_string (const char *text,
                         PscOutcome *outcome)
{
  guint index;

  if (!find_name (outcome_names, G_N_ELEMENTS (outcome_names), text, &index))
    return FALSE;

  *outcome = index;

  return TRUE;
}

/**
 * psc_cause_to_string:
 *
 * The cause's name in documents.
 */
const char *
psc_cause_to_string (PscCause cause)
{
  g_return_val_if_fail (cause < G_N_ELEMENTS (cause_names), NULL);

  return cause_names[cause];
}

/**
 * psc_cause_from_string:
 *
 * Finds the cause called @text; returns %FALSE and leaves @cause alone when
 * there is none.
 */
gboolean
psc_cause_from_string (const char *text,
                       PscCause   *cause)
{
  guint index;

  if (!find_name (cause_names, G_N_ELEMENTS (cause_names), text, &index))
    return FALSE;

  *cause = index;

  return TRUE;
}

/**
 * psc_worker_kind_to_string:
 *
 * The name of a kind of worker in documents.
 */
const char *
psc_worker_kind_to_string (PscWorkerKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (worker_kind_names), NULL);

  return worker_kind_names[kind];
}

/**
 * psc_worker_kind_from_string:
 *
 * Finds the kind of worker called @text; returns %FALSE and leaves @kind alone
 * when there is none.
 */
gboolean
psc_worker_kind_from_string (const char    *text,
                             PscWorkerKind *kind)
{
  guint index;

  if (!find_name (worker_kind_names, G_N_ELEMENTS (worker_kind_names), text, &index))
    return FALSE;

  *kind = index;

  return TRUE;
}
