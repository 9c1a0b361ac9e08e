/* psc-caption.c: what the chart says in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-caption"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-run-label.h"
#include "psc-scene-private.h"

#define NO_BREAK_SPACE       "\302\240"
#define LEFT_TO_RIGHT_MARK   "\342\200\216"
#define FIRST_STRONG_ISOLATE "\342\201\250"
#define POP_ISOLATE          "\342\201\251"

/* In characters; the middle of a longer name is left out. */
#define MAX_NAME_LENGTH 40

/* Between two facts on one line, which may be broken behind it. */
#define SEPARATOR NO_BREAK_SPACE "· "

/* The name of the run's directory, set off from the text around it.  As Pango
 * takes the line's direction from its first letter even in an isolate, the mark
 * in front keeps a name from turning the line round. */
static char *
dup_directory_name (PscRun *run)
{
  PscListing *listing = psc_run_get_listing (run);
  g_autofree char *base =
    g_path_get_basename (psc_listing_get_directory (listing));
  g_autofree char *name = psc_format_name (base);
  glong length = g_utf8_strlen (name, -1);

  if (length > MAX_NAME_LENGTH)
    {
      g_autofree char *begin = g_utf8_substring (name, 0, MAX_NAME_LENGTH / 2);
      g_autofree char *end =
        g_utf8_substring (name, length - MAX_NAME_LENGTH / 2 + 1, length);

      g_free (name);
      name = g_strconcat (begin, "…", end, NULL);
    }

  return g_strconcat (LEFT_TO_RIGHT_MARK FIRST_STRONG_ISOLATE, name,
                      POP_ISOLATE, NULL);
}

/**
 * _psc_scene_dup_title:
 *
 * What kind of run it is, and of what.
 */
char *
_psc_scene_dup_title (PscScene *self)
{
  PscRun *run = psc_bars_get_run (self->bars);
  const PscSettings *settings = psc_run_get_settings (run);
  guint chunk_size =
    psc_settings_get_chunk_size (settings, psc_run_get_n_tasks (run));
  g_autofree char *name = dup_directory_name (run);

  if (chunk_size <= 1)
    {
      /* Translators: a directory, the mode, as "process", and the number of
       * workers. */
      return g_strdup_printf (ngettext ("%s · %s · %u worker",
                                        "%s · %s · %u workers",
                                        settings->workers),
                              name, psc_mode_to_string (settings->mode),
                              settings->workers);
    }

  /* Translators: a directory, the mode, as "process", the number of workers,
   * and of the files that are handed out at once. */
  return g_strdup_printf (ngettext ("%s · %s · %u worker · chunks of %u",
                                    "%s · %s · %u workers · chunks of %u",
                                    settings->workers),
                          name, psc_mode_to_string (settings->mode),
                          settings->workers, chunk_size);
}

/* Adds a fact that is not to be torn apart at the end of a line. */
static void
append_fact (GString *summary,
             char    *fact)
{
  g_autofree char *owned = fact;
  GString *unbroken = g_string_new (fact);

  g_string_replace (unbroken, " ", NO_BREAK_SPACE, 0);
  if (summary->len > 0)
    g_string_append (summary, SEPARATOR);
  g_string_append (summary, unbroken->str);
  g_string_free (unbroken, TRUE);
}

/**
 * _psc_scene_dup_summary:
 *
 * What came out: files, wall time, occupancy, and the outcomes that are not
 * ok.
 */
char *
_psc_scene_dup_summary (PscScene *self)
{
  PscRun *run = psc_bars_get_run (self->bars);
  guint n_files = psc_run_get_n_tasks (run);
  g_autofree char *wall = psc_format_duration (self->wall_ns);
  g_autofree char *occupancy = psc_format_ratio (self->figures.occupancy);
  GString *summary = g_string_new (NULL);

  append_fact (summary,
               g_strdup_printf (ngettext ("%'u file", "%'u files", n_files),
                                n_files));
  append_fact (summary, g_strdup_printf (_("wall %s"), wall));
  append_fact (summary, g_strdup_printf (_("occupancy %s"), occupancy));

  for (PscOutcome i = PSC_OUTCOME_OK + 1; i < PSC_N_OUTCOMES; i++)
    {
      guint n = psc_run_get_n_outcome (run, i);

      /* Translators: a number of files and their outcome, as "3 lost". */
      if (n > 0)
        append_fact (summary,
                     g_strdup_printf (_("%'u %s"), n,
                                      psc_run_label_get_outcome (run, i)));
    }

  if (!psc_figures_are_comparable (&self->figures))
    append_fact (summary, g_strdup (_("not comparable")));

  return g_string_free (summary, FALSE);
}

/**
 * _psc_scene_dup_name:
 *
 * The name of a lane.
 */
char *
_psc_scene_dup_name (PscScene *self,
                     guint     lane)
{
  if (_psc_scene_get_layout (self)->labels == PSC_LABELS_NUMBER)
    return g_strdup_printf ("%u", lane + 1);

  return g_strdup_printf (_("Worker %u"), lane + 1);
}

/**
 * _psc_scene_dup_detail:
 *
 * Who worked in a lane, and on how much: one line, or split into two.
 */
char *
_psc_scene_dup_detail (PscScene *self,
                       guint     lane,
                       gboolean  split)
{
  PscRun *run = psc_bars_get_run (self->bars);
  guint n_files = psc_bars_get_n_tasks (self->bars, lane);
  guint n_workers;
  const guint32 *workers = psc_run_get_lane_workers (run, lane, &n_workers);
  g_autofree char *who = NULL;
  g_autofree char *files = NULL;

  if (n_workers == 0)
    {
      return g_strdup (psc_run_get_state (run) == PSC_RUN_ENDED
                       ? _("not needed") : _("not started"));
    }

  if (n_workers > 1)
    {
      who = g_strdup_printf (ngettext ("%u worker", "%u workers", n_workers),
                             n_workers);
    }
  else
    {
      const PscWorkerRecord *worker = psc_run_get_worker (run, workers[0]);
      g_autofree char *id = NULL;

      if (worker->id == 0)
        return g_strdup (_("starting"));

      id = g_strdup_printf ("%" G_GINT64_FORMAT, worker->id);
      who = worker->kind == PSC_WORKER_PROCESS
            ? g_strdup_printf (_("pid %s"), id)
            : g_strdup_printf (_("tid %s"), id);
    }

  files = g_strdup_printf (ngettext ("%'u file", "%'u files", n_files), n_files);

  return g_strconcat (who, split ? "\n" : SEPARATOR, files, NULL);
}
