/* psc-silence.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-silence"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-silence.h"

/* More are not read. */
#define MAX_NAMED 4

/**
 * psc_silence_get_end_ns:
 * @silence: its index, from 0
 *
 * When the worker was heard again, or was gone; as far as the run has come
 * where neither has happened.  What comes after the last outcome took nobody's
 * time.
 */
gint64
psc_silence_get_end_ns (PscRun *run,
                        guint   silence)
{
  const PscSilence *record;
  gint64 end_ns;

  g_return_val_if_fail (PSC_IS_RUN (run), 0);

  record = psc_run_get_silence (run, silence);
  end_ns = record->end_ns;
  if (end_ns == PSC_NEVER)
    end_ns = psc_run_get_worker (run, record->worker - 1)->ended_ns;
  if (end_ns == PSC_NEVER)
    end_ns = G_MAXINT64;

  return MAX (MIN (end_ns, psc_run_get_wall_ns (run)), record->start_ns);
}

/**
 * psc_silence_sum_ns:
 *
 * How long workers gave no sign in all.
 */
gint64
psc_silence_sum_ns (PscRun *run)
{
  gint64 sum_ns = 0;

  g_return_val_if_fail (PSC_IS_RUN (run), 0);

  for (guint i = 0; i < psc_run_get_n_silences (run); i++)
    sum_ns += psc_silence_get_end_ns (run, i) -
              psc_run_get_silence (run, i)->start_ns;

  return sum_ns;
}

/**
 * psc_silence_find:
 * @lane: the lane's index, from 0
 *
 * Returns: the place in the lane's list of the first silence that goes on after
 *   this time; the list's length when there is none
 */
guint
psc_silence_find (PscRun *run,
                  guint   lane,
                  gint64  time_ns)
{
  guint begin = 0, end;
  const guint32 *silences;

  g_return_val_if_fail (PSC_IS_RUN (run), 0);

  silences = psc_run_get_lane_silences (run, lane, &end);
  while (begin < end)
    {
      guint middle = begin + (end - begin) / 2;

      if (psc_silence_get_end_ns (run, silences[middle]) <= time_ns)
        begin = middle + 1;
      else
        end = middle;
    }

  return begin;
}

/**
 * psc_silence_in_task_ns:
 * @task: its index, from 0
 *
 * How much of the time of a task that has ended its worker gave no sign.
 */
gint64
psc_silence_in_task_ns (PscRun *run,
                        guint   task)
{
  const PscTaskRecord *record;
  const guint32 *silences;
  gint64 sum_ns = 0;
  guint n_silences;

  g_return_val_if_fail (PSC_IS_RUN (run), 0);

  record = psc_run_get_task (run, task);
  if (record == NULL || record->lane == 0)
    return 0;

  silences = psc_run_get_lane_silences (run, record->lane - 1, &n_silences);
  for (guint i = psc_silence_find (run, record->lane - 1, record->start_ns);
       i < n_silences &&
       psc_run_get_silence (run, silences[i])->start_ns < record->end_ns;
       i++)
    sum_ns += MIN (psc_silence_get_end_ns (run, silences[i]), record->end_ns) -
              MAX (psc_run_get_silence (run, silences[i])->start_ns,
                   record->start_ns);

  return sum_ns;
}

/* One that goes on. */
static char *
dup_present (const PscSilence *silence)
{
  return g_strdup_printf (silence->is_stopped ? _("worker %u is stopped")
                                              : _("worker %u does not answer"),
                          silence->worker);
}

/**
 * psc_silence_dup_text:
 * @silence: its index, from 0
 *
 * Returns: (transfer full): what happened, such as “worker 2 was stopped for
 *   3.20 s, from 1.04 s on”
 */
char *
psc_silence_dup_text (PscRun *run,
                      guint   silence)
{
  const PscSilence *record;
  g_autofree char *start = NULL;
  g_autofree char *length = NULL;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  record = psc_run_get_silence (run, silence);
  if (record->end_ns == PSC_NEVER && !psc_run_is_kept (run) &&
      psc_run_get_worker (run, record->worker - 1)->ended_ns == PSC_NEVER)
    return dup_present (record);

  start = psc_format_duration (record->start_ns);
  if (record->end_ns == PSC_NEVER)
    return g_strdup_printf (record->is_stopped
                            ? _("worker %u was stopped at %s for good")
                            : _("worker %u gave no sign from %s on"),
                            record->worker, start);

  length = psc_format_duration (record->end_ns - record->start_ns);

  /* Translators: the length of time, and when it began. */
  return g_strdup_printf (record->is_stopped
                          ? _("worker %u was stopped for %s, from %s on")
                          : _("worker %u gave no sign for %s, from %s on"),
                          record->worker, length, start);
}

/**
 * psc_silence_dup_list:
 * @lane: the lane's index, from 0
 *
 * Returns: (transfer full): the silences in a lane between two times, a line
 *   for each, of which there are only some; empty when there are none
 */
char *
psc_silence_dup_list (PscRun *run,
                      guint   lane,
                      gint64  begin_ns,
                      gint64  end_ns)
{
  GString *text = g_string_new (NULL);
  guint n_silences, n_named = 0;
  const guint32 *silences;

  g_return_val_if_fail (PSC_IS_RUN (run), NULL);

  silences = psc_run_get_lane_silences (run, lane, &n_silences);
  for (guint i = psc_silence_find (run, lane, begin_ns);
       i < n_silences &&
       psc_run_get_silence (run, silences[i])->start_ns < end_ns;
       i++)
    {
      g_autofree char *line = psc_silence_dup_text (run, silences[i]);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (n_named++ == MAX_NAMED)
        {
          g_string_append (text, "…");
          break;
        }
      g_string_append (text, line);
    }

  return g_string_free (text, FALSE);
}
