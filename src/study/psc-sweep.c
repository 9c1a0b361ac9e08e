/* psc-sweep.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sweep"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-clock.h"
#include "psc-error.h"
#include "psc-losses.h"
#include "psc-outcome.h"
#include "psc-pool.h"
#include "psc-sweep-plan-private.h"

struct _PscSweep
{
  GObject          parent_instance;

  /* Owned */
  PscListing      *listing;
  PscMachine      *machine;
  GDateTime       *started;
  GPtrArray       *points;  /* PscPoint */
  GArray          *plans;   /* PscSweepPlan, in the order of time; empty until
                             * the sweep begins */
  GPtrArray       *runs;    /* PscSweepRun */
  PscRun          *current; /* (nullable) */

  PscSweepOptions  options;
  gint64           current_start_ns;
};

G_DEFINE_FINAL_TYPE (PscSweep, psc_sweep, G_TYPE_OBJECT)

enum
{
  RUN_STARTED,
  RUN_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sweep_run_free (gpointer data)
{
  PscSweepRun *run = data;

  g_clear_object (&run->run);
  g_free (run->problem);
  g_free (run);
}

static void
psc_sweep_finalize (GObject *object)
{
  PscSweep *self = PSC_SWEEP (object);

  g_clear_object (&self->current);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->plans, g_array_unref);
  g_clear_pointer (&self->points, g_ptr_array_unref);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_pointer (&self->machine, psc_machine_free);
  g_clear_pointer (&self->listing, psc_listing_unref);

  G_OBJECT_CLASS (psc_sweep_parent_class)->finalize (object);
}

static void
psc_sweep_class_init (PscSweepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = psc_sweep_finalize;

  signals[RUN_STARTED] = g_signal_new ("run-started", PSC_TYPE_SWEEP,
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[RUN_ENDED] = g_signal_new ("run-ended", PSC_TYPE_SWEEP,
                                     G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
psc_sweep_init (PscSweep *self)
{
  self->machine = psc_machine_read ();
  self->started = g_date_time_new_now_local ();
  self->points = g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);
  self->plans = g_array_new (FALSE, FALSE, sizeof (PscSweepPlan));
  self->runs = g_ptr_array_new_with_free_func (sweep_run_free);
}

/**
 * psc_sweep_new:
 * @listing: the files of every run
 * @options: how points are measured; copied
 *
 * Makes a sweep without points.
 */
PscSweep *
psc_sweep_new (PscListing            *listing,
               const PscSweepOptions *options)
{
  PscSweep *self = g_object_new (PSC_TYPE_SWEEP, NULL);

  self->listing = psc_listing_ref (listing);
  self->options = *options;

  return self;
}

/**
 * psc_sweep_add_point:
 * @settings: how the runs of the point are made; copied
 *
 * Adds a point to a sweep that has not begun.
 *
 * Returns: its index
 */
guint
psc_sweep_add_point (PscSweep          *self,
                     const PscSettings *settings)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), 0);
  g_return_val_if_fail (self->plans->len == 0, 0);

  g_ptr_array_add (self->points, psc_point_new (settings));

  return self->points->len - 1;
}

static gboolean
check_points (PscSweep  *self,
              GError   **error)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      const PscSettings *settings =
        psc_point_get_settings (g_ptr_array_index (self->points, i));

      if (!psc_pool_check (settings, error))
        return FALSE;

      for (guint j = 0; j < i; j++)
        {
          if (!psc_settings_equal (settings,
                                   psc_point_get_settings (
                                     g_ptr_array_index (self->points, j))))
            continue;

          g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                       ngettext ("The point of %u worker in mode %s is there "
                                 "twice. Name each once.",
                                 "The point of %u workers in mode %s is there "
                                 "twice. Name each once.", settings->workers),
                       settings->workers, psc_mode_to_string (settings->mode));
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * psc_sweep_check:
 *
 * Whether every run of the sweep can be made, as far as it can be known
 * before; if not, @error says what to change.
 */
gboolean
psc_sweep_check (PscSweep  *self,
                 GError   **error)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), FALSE);

  if (psc_listing_get_n_files (self->listing) == 0)
    {
      g_set_error_literal (error, PSC_ERROR, PSC_ERROR_EMPTY,
                           _("There is no file to run. Choose another "
                             "directory."));
      return FALSE;
    }

  if (self->points->len == 0 || self->options.repeats < 1 ||
      self->options.repeats > PSC_SWEEP_MAX_REPEATS ||
      self->options.warmups > PSC_SWEEP_MAX_REPEATS)
    {
      g_set_error (error, PSC_ERROR, PSC_ERROR_SETTINGS,
                   _("A sweep needs at least one point, 1 to %d repeats of "
                     "it, and no more runs to warm up."),
                   PSC_SWEEP_MAX_REPEATS);
      return FALSE;
    }

  return check_points (self, error);
}

static const PscSweepPlan *
get_plan (PscSweep *self,
          guint     index)
{
  return &g_array_index (self->plans, PscSweepPlan, index);
}

/* The outcomes with which a run is not the work that the others did.  A file
 * that is skipped is so in every run. */
static gboolean
spoils (PscOutcome outcome)
{
  return psc_losses_is_loss (outcome) || outcome == PSC_OUTCOME_STOPPED;
}

static char *
dup_problem (PscRun       *run,
             const GError *error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (error != NULL)
    return g_strdup (error->message);

  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    {
      const char *reason = psc_run_get_lane_reason (run, i);

      if (reason != NULL)
        return g_strdup (reason);
    }

  if (psc_run_get_n_cause (run, PSC_CAUSE_DIRECTORY_VANISHED) > 0)
    return g_strdup (_("The directory went away."));

  for (guint i = 0; i < PSC_N_OUTCOMES; i++)
    {
      guint n = psc_run_get_n_outcome (run, i);

      if (n > 0 && spoils (i))
        g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", n,
                                psc_outcome_get_label (i));
    }
  if (text->len == 0 && psc_run_get_slept_ns (run) > 0)
    return g_strdup (_("The computer slept."));
  if (text->len == 0)
    return psc_run_get_n_silences (run) > 0
           ? g_strdup (_("A worker was stopped, or gave no sign.")) : NULL;

  /* Translators: then a list such as “2 lost, 1 timed out” */
  return g_strdup_printf (_("Not every file was done: %s."), text->str);
}

/**
 * psc_sweep_set_origin:
 * @machine: copied
 *
 * Sets where and when a sweep was made that is not of this sitting.
 */
void
psc_sweep_set_origin (PscSweep         *self,
                      const PscMachine *machine,
                      GDateTime        *started)
{
  g_return_if_fail (PSC_IS_SWEEP (self));
  g_return_if_fail (machine != NULL && started != NULL);

  psc_machine_free (self->machine);
  self->machine = psc_machine_copy (machine);
  g_date_time_unref (self->started);
  self->started = g_date_time_ref (started);
}

/**
 * psc_sweep_add_run:
 * @run: copied; its point has to be there
 *
 * Adds a run that has ended.  The sweep does so itself with its own; for those
 * that have been kept elsewhere.
 */
void
psc_sweep_add_run (PscSweep          *self,
                   const PscSweepRun *run)
{
  PscSweepRun *copy;

  g_return_if_fail (PSC_IS_SWEEP (self));
  g_return_if_fail (run->point < self->points->len);

  copy = g_memdup2 (run, sizeof *run);
  copy->problem = g_strdup (run->problem);
  if (run->run != NULL)
    g_object_ref (run->run);
  g_ptr_array_add (self->runs, copy);

  if (run->repeat > 0 && run->problem == NULL)
    psc_point_add (g_ptr_array_index (self->points, run->point), &run->figures);
}

/* Takes @problem. */
static void
keep_run (PscSweep *self,
          char     *problem)
{
  const PscSweepPlan *plan = get_plan (self, self->runs->len);
  PscSweepRun run = { .point = plan->point, .repeat = plan->repeat };

  run.duration_ns = psc_clock_now_ns () - self->current_start_ns;
  run.problem = problem;
  psc_figures_read (self->current, &run.figures);
  for (guint i = 0; i < PSC_N_OUTCOMES; i++)
    run.n_outcomes[i] = psc_run_get_n_outcome (self->current, i);
  if (self->options.keep_runs)
    run.run = self->current;

  psc_sweep_add_run (self, &run);
  g_free (problem);
}

static void start_next (GTask *task);

static void
executed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PscSweep *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  psc_pool_execute_finish (PSC_RUN (object), result, &error);

  /* A run that was stopped has measured nothing. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_object (&self->current);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  keep_run (self, dup_problem (self->current, error));
  g_clear_object (&self->current);
  g_signal_emit (self, signals[RUN_ENDED], 0);
  start_next (task);
}

static void
start_next (GTask *task)
{
  PscSweep *self = g_task_get_source_object (task);
  const PscSweepPlan *plan;

  if (self->runs->len == self->plans->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  plan = get_plan (self, self->runs->len);
  self->current =
    psc_run_new (psc_point_get_settings (g_ptr_array_index (self->points,
                                                            plan->point)),
                 self->listing);
  self->current_start_ns = psc_clock_now_ns ();
  psc_pool_execute_async (self->current, g_task_get_cancellable (task),
                          executed_cb, g_object_ref (task));
  g_signal_emit (self, signals[RUN_STARTED], 0);
}

/**
 * psc_sweep_execute_async:
 * @cancellable: (nullable): stops the sweep; what has been measured stays
 *
 * Measures all points.  Fails before anything runs when psc_sweep_check()
 * does.  A run that fails on the way is kept, does not count, and the sweep
 * goes on.
 */
void
psc_sweep_execute_async (PscSweep            *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (PSC_IS_SWEEP (self));
  g_return_if_fail (self->plans->len == 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, psc_sweep_execute_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!psc_sweep_check (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  _psc_sweep_plan (&self->options, self->points->len, self->plans);
  start_next (task);
}

/**
 * psc_sweep_execute_finish:
 *
 * Returns: whether all runs were made, well or not
 */
gboolean
psc_sweep_execute_finish (PscSweep      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * psc_sweep_get_listing:
 *
 * Returns: (transfer none): the files
 */
PscListing *
psc_sweep_get_listing (PscSweep *self)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), NULL);

  return self->listing;
}

/**
 * psc_sweep_get_options:
 *
 * How points are measured.
 */
const PscSweepOptions *
psc_sweep_get_options (PscSweep *self)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), NULL);

  return &self->options;
}

/**
 * psc_sweep_get_machine:
 *
 * Where it is measured.
 */
const PscMachine *
psc_sweep_get_machine (PscSweep *self)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), NULL);

  return self->machine;
}

/**
 * psc_sweep_get_started:
 *
 * Returns: (transfer none): when the sweep was made
 */
GDateTime *
psc_sweep_get_started (PscSweep *self)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), NULL);

  return self->started;
}

/**
 * psc_sweep_get_points:
 *
 * Returns: (transfer none) (element-type PscPoint): all points, as they were
 *   added
 */
GPtrArray *
psc_sweep_get_points (PscSweep *self)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), NULL);

  return self->points;
}

/**
 * psc_sweep_get_n_planned:
 *
 * How many runs a whole sweep makes, those to warm up among them.
 */
guint
psc_sweep_get_n_planned (PscSweep *self)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), 0);

  return self->options.warmups + self->options.repeats * self->points->len;
}

/**
 * psc_sweep_get_n_runs:
 *
 * How many runs have ended.
 */
guint
psc_sweep_get_n_runs (PscSweep *self)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), 0);

  return self->runs->len;
}

/**
 * psc_sweep_get_n_counted:
 *
 * How many of them count.
 */
guint
psc_sweep_get_n_counted (PscSweep *self)
{
  guint n_counted = 0;

  g_return_val_if_fail (PSC_IS_SWEEP (self), 0);

  for (guint i = 0; i < self->points->len; i++)
    n_counted += psc_point_get_n_runs (g_ptr_array_index (self->points, i));

  return n_counted;
}

/**
 * psc_sweep_get_run:
 * @index: from 0, in the order in which the runs were made
 *
 * Returns: (transfer none): a run that has ended
 */
const PscSweepRun *
psc_sweep_get_run (PscSweep *self,
                   guint     index)
{
  g_return_val_if_fail (PSC_IS_SWEEP (self), NULL);
  g_return_val_if_fail (index < self->runs->len, NULL);

  return g_ptr_array_index (self->runs, index);
}

/**
 * psc_sweep_get_left_ns:
 *
 * How long the sweep will take from now on: a run as long as those of its
 * point were, and, where there is none yet, as long as all together.
 * %PSC_NEVER before the first run has ended.
 */
gint64
psc_sweep_get_left_ns (PscSweep *self)
{
  g_autofree double *sums = NULL;
  g_autofree guint *counts = NULL;
  double sum = 0., left = 0.;

  g_return_val_if_fail (PSC_IS_SWEEP (self), PSC_NEVER);

  if (self->runs->len == 0)
    return PSC_NEVER;

  sums = g_new0 (double, self->points->len);
  counts = g_new0 (guint, self->points->len);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const PscSweepRun *run = g_ptr_array_index (self->runs, i);

      sums[run->point] += (double) run->duration_ns;
      counts[run->point]++;
      sum += (double) run->duration_ns;
    }

  for (guint i = self->runs->len; i < self->plans->len; i++)
    {
      guint point = get_plan (self, i)->point;
      double expected = counts[point] > 0 ? sums[point] / counts[point]
                                          : sum / self->runs->len;

      if (i == self->runs->len && self->current != NULL)
        expected -= (double) (psc_clock_now_ns () - self->current_start_ns);
      left += MAX (expected, 0.);
    }

  return (gint64) left;
}
