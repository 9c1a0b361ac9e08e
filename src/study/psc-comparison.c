/* psc-comparison.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-comparison"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-compare-private.h"
#include "psc-compare.h"
#include "psc-comparison.h"
#include "psc-findings.h"
#include "psc-format.h"
#include "psc-run-label.h"

#define N_RUNS 2

#define NBSP "\302\240"

struct _PscComparison
{
  GObject   parent_instance;

  /* Owned */
  PscSweep *sweep;          /* (nullable): or else there are two runs */
  PscRun   *runs[N_RUNS];

  /* Files have the indices of the first run; those that are only in the second
   * follow. */
  guint    *files;          /* by index in the second run */
  GArray   *indices;        /* guint: in the second run, by file */
  guint     n_matched;
};

G_DEFINE_FINAL_TYPE (PscComparison, psc_comparison, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
psc_comparison_finalize (GObject *object)
{
  PscComparison *self = PSC_COMPARISON (object);

  g_clear_object (&self->sweep);
  for (guint i = 0; i < N_RUNS; i++)
    g_clear_object (&self->runs[i]);
  g_clear_pointer (&self->files, g_free);
  g_clear_pointer (&self->indices, g_array_unref);

  G_OBJECT_CLASS (psc_comparison_parent_class)->finalize (object);
}

static void
psc_comparison_class_init (PscComparisonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = psc_comparison_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
psc_comparison_init (PscComparison *self)
{
}

static void
emit_changed (PscComparison *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_comparison_new_for_sweep:
 * @sweep: a sweep that keeps its runs
 *
 * Compares the runs that stand for the points of a sweep, while it goes on.
 */
PscComparison *
psc_comparison_new_for_sweep (PscSweep *sweep)
{
  PscComparison *self;

  g_return_val_if_fail (PSC_IS_SWEEP (sweep), NULL);
  g_return_val_if_fail (psc_sweep_get_options (sweep)->keep_runs, NULL);

  self = g_object_new (PSC_TYPE_COMPARISON, NULL);
  self->sweep = g_object_ref (sweep);
  g_signal_connect_object (sweep, "run-ended", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/* The name of a file is relative to the directory of its run. */
static void
match_files (PscComparison *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  PscListing *first = psc_run_get_listing (self->runs[0]);
  PscListing *second = psc_run_get_listing (self->runs[1]);
  guint n_first = psc_listing_get_n_files (first);
  guint n_second = psc_listing_get_n_files (second);

  for (guint i = 0; i < n_first; i++)
    g_hash_table_insert (names, (char *) psc_listing_get_name (first, i),
                         GUINT_TO_POINTER (i));

  self->files = g_new (guint, n_second);
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n_first; i++)
    {
      const guint none = PSC_COMPARISON_NO_FILE;

      g_array_append_val (self->indices, none);
    }

  for (guint i = 0; i < n_second; i++)
    {
      gpointer file;

      if (g_hash_table_lookup_extended (names, psc_listing_get_name (second, i),
                                        NULL, &file))
        {
          self->files[i] = GPOINTER_TO_UINT (file);
          g_array_index (self->indices, guint, self->files[i]) = i;
          self->n_matched++;
        }
      else
        {
          self->files[i] = self->indices->len;
          g_array_append_val (self->indices, i);
        }
    }
}

/**
 * psc_comparison_new_for_runs:
 * @first: a run that has ended
 * @second: another one, over any files
 *
 * Compares two runs.
 */
PscComparison *
psc_comparison_new_for_runs (PscRun *first,
                             PscRun *second)
{
  PscComparison *self;

  g_return_val_if_fail (PSC_IS_RUN (first), NULL);
  g_return_val_if_fail (PSC_IS_RUN (second), NULL);
  g_return_val_if_fail (psc_run_get_state (first) == PSC_RUN_ENDED, NULL);
  g_return_val_if_fail (psc_run_get_state (second) == PSC_RUN_ENDED, NULL);

  self = g_object_new (PSC_TYPE_COMPARISON, NULL);
  self->runs[0] = g_object_ref (first);
  self->runs[1] = g_object_ref (second);
  match_files (self);

  return self;
}

/**
 * psc_comparison_get_sweep:
 *
 * Returns: (transfer none) (nullable): the sweep, if it is about one
 */
PscSweep *
psc_comparison_get_sweep (PscComparison *self)
{
  g_return_val_if_fail (PSC_IS_COMPARISON (self), NULL);

  return self->sweep;
}

/**
 * psc_comparison_get_n_sides:
 *
 * How many runs there are, or will be.
 */
guint
psc_comparison_get_n_sides (PscComparison *self)
{
  g_return_val_if_fail (PSC_IS_COMPARISON (self), 0);

  return self->sweep != NULL ? psc_sweep_get_points (self->sweep)->len : N_RUNS;
}

/**
 * psc_comparison_get_run:
 * @side: from 0
 *
 * Returns: (transfer none) (nullable): the run of this side; %NULL until there
 *   is one
 */
PscRun *
psc_comparison_get_run (PscComparison *self,
                        guint          side)
{
  const PscSweepRun *run;

  g_return_val_if_fail (side < psc_comparison_get_n_sides (self), NULL);

  if (self->sweep == NULL)
    return self->runs[side];

  run = psc_compare_find_run (self->sweep, side);

  return run != NULL ? run->run : NULL;
}

/**
 * psc_comparison_get_span_ns:
 *
 * The longest wall time of the runs; 0 without one.
 */
gint64
psc_comparison_get_span_ns (PscComparison *self)
{
  g_return_val_if_fail (PSC_IS_COMPARISON (self), 0);

  if (self->sweep != NULL)
    return psc_compare_get_span_ns (self->sweep);

  return MAX (psc_run_get_wall_ns (self->runs[0]),
              psc_run_get_wall_ns (self->runs[1]));
}

/**
 * psc_comparison_dup_title:
 * @side: from 0
 *
 * Returns: (transfer full): what this run is told from the others by: the mode
 *   for points of a sweep, or else when it was made, of what, and how
 */
char *
psc_comparison_dup_title (PscComparison *self,
                          guint          side)
{
  const PscSettings *settings;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (side < psc_comparison_get_n_sides (self), NULL);

  if (self->sweep != NULL)
    return psc_finding_dup_kind (
      g_ptr_array_index (psc_sweep_get_points (self->sweep), side));

  settings = psc_run_get_settings (self->runs[side]);
  origin = psc_run_label_dup_origin (self->runs[side]);

  return g_strdup_printf ("%s · %s" NBSP "×" NBSP "%u", origin,
                          psc_mode_to_string (settings->mode),
                          settings->workers);
}

/**
 * psc_comparison_dup_caption:
 * @side: from 0
 *
 * Returns: (transfer full): its counterpart in Python, how files are handed
 *   out, and the wall time
 */
char *
psc_comparison_dup_caption (PscComparison *self,
                            guint          side)
{
  PscRun *run;

  g_return_val_if_fail (side < psc_comparison_get_n_sides (self), NULL);

  if (self->sweep != NULL)
    return psc_compare_dup_caption (self->sweep, side);

  run = self->runs[side];

  return _psc_compare_dup_caption (psc_run_get_settings (run),
                                   psc_run_get_n_tasks (run),
                                   psc_run_get_wall_ns (run));
}

/**
 * psc_comparison_find_file:
 * @side: from 0
 * @index: of a file in the run of this side, or %PSC_COMPARISON_NO_FILE
 *
 * Returns: the file's number on all sides, or %PSC_COMPARISON_NO_FILE
 */
guint
psc_comparison_find_file (PscComparison *self,
                          guint          side,
                          guint          index)
{
  g_return_val_if_fail (side < psc_comparison_get_n_sides (self),
                        PSC_COMPARISON_NO_FILE);

  if (self->sweep != NULL || side == 0 || index == PSC_COMPARISON_NO_FILE)
    return index;

  return self->files[index];
}

/**
 * psc_comparison_find_index:
 * @side: from 0
 * @file: a file's number, or %PSC_COMPARISON_NO_FILE
 *
 * Returns: its index in the run of this side, or %PSC_COMPARISON_NO_FILE if it
 *   is not there
 */
guint
psc_comparison_find_index (PscComparison *self,
                           guint          side,
                           guint          file)
{
  g_return_val_if_fail (side < psc_comparison_get_n_sides (self),
                        PSC_COMPARISON_NO_FILE);

  if (self->sweep != NULL || file == PSC_COMPARISON_NO_FILE)
    return file;
  if (side == 0)
    return file < psc_run_get_n_tasks (self->runs[0]) ? file
                                                      : PSC_COMPARISON_NO_FILE;

  return g_array_index (self->indices, guint, file);
}

/**
 * psc_comparison_dup_file:
 * @file: its number
 *
 * Returns: (transfer full): the name of a file, and on a line each what became
 *   of it in the runs
 */
char *
psc_comparison_dup_file (PscComparison *self,
                         guint          file)
{
  GString *text;
  guint first;
  g_autofree char *name = NULL;

  g_return_val_if_fail (PSC_IS_COMPARISON (self), NULL);
  g_return_val_if_fail (file != PSC_COMPARISON_NO_FILE, NULL);

  if (self->sweep != NULL)
    return psc_compare_dup_file (self->sweep, file);

  first = psc_comparison_find_index (self, 0, file);
  name = psc_format_name (
    first != PSC_COMPARISON_NO_FILE
    ? psc_listing_get_name (psc_run_get_listing (self->runs[0]), first)
    : psc_listing_get_name (psc_run_get_listing (self->runs[1]),
                            psc_comparison_find_index (self, 1, file)));
  text = g_string_new (name);
  for (guint side = 0; side < N_RUNS; side++)
    {
      guint index = psc_comparison_find_index (self, side, file);
      g_autofree char *title = psc_comparison_dup_title (self, side);

      if (index != PSC_COMPARISON_NO_FILE)
        _psc_compare_append_task (text, title, self->runs[side], index);
      else
        g_string_append_printf (text, "\n%s: %s", title,
                                _("not one of its files"));
    }

  return g_string_free (text, FALSE);
}

/**
 * psc_comparison_get_n_matched:
 *
 * How many files all runs have.
 */
guint
psc_comparison_get_n_matched (PscComparison *self)
{
  g_return_val_if_fail (PSC_IS_COMPARISON (self), 0);

  if (self->sweep != NULL)
    return psc_listing_get_n_files (psc_sweep_get_listing (self->sweep));

  return self->n_matched;
}
