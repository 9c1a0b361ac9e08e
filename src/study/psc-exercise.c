/* psc-exercise.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-exercise"

#include "config.h"

#include "psc-exercise.h"
#include "psc-sweep-table.h"

struct _PscExercise
{
  GObject             parent_instance;

  /* Owned */
  PscListing         *listing;    /* (nullable) */
  PscSettings        *settings;   /* (nullable) */
  PscPrediction      *prediction; /* (nullable) */
  GPtrArray          *sweeps;     /* PscSweep, by part; empty without files */
  GDateTime          *made;       /* (nullable): when it was begun */

  PscExerciseOptions  options;
  PscExerciseKind     kind;
  PscExerciseState    state;
};

G_DEFINE_FINAL_TYPE (PscExercise, psc_exercise, G_TYPE_OBJECT)

enum
{
  CHANGED,
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sweep_progress_cb (PscExercise *self)
{
  g_signal_emit (self, signals[PROGRESS], 0);
}

static void
drop_sweep (gpointer data)
{
  g_signal_handlers_disconnect_matched (data, G_SIGNAL_MATCH_FUNC, 0, 0, NULL,
                                        sweep_progress_cb, NULL);
  g_object_unref (data);
}

static void
take_sweep (PscExercise *self,
            PscSweep    *sweep)
{
  g_signal_connect_swapped (sweep, "run-started",
                            G_CALLBACK (sweep_progress_cb), self);
  g_signal_connect_swapped (sweep, "run-ended",
                            G_CALLBACK (sweep_progress_cb), self);
  g_ptr_array_add (self->sweeps, sweep);
}

/* What was measured before is gone, and what follows is another result. */
static void
make_sweeps (PscExercise *self)
{
  g_ptr_array_set_size (self->sweeps, 0);
  if (self->state == PSC_EXERCISE_MEASURED || self->prediction == NULL)
    g_clear_pointer (&self->made, g_date_time_unref);
  self->state = PSC_EXERCISE_OPEN;
  if (self->listing == NULL || psc_listing_get_n_files (self->listing) == 0)
    return;

  for (guint i = 0; i < psc_exercise_get_n_parts (self->kind); i++)
    take_sweep (self, psc_exercise_make_sweep (self->kind, i, self->listing,
                                               self->settings,
                                               &self->options));
}

static gboolean
has_measured (PscExercise *self)
{
  for (guint i = 0; i < self->sweeps->len; i++)
    if (psc_sweep_get_n_counted (g_ptr_array_index (self->sweeps, i)) > 0)
      return TRUE;

  return FALSE;
}

static void
psc_exercise_finalize (GObject *object)
{
  PscExercise *self = PSC_EXERCISE (object);

  g_clear_pointer (&self->made, g_date_time_unref);
  g_clear_pointer (&self->sweeps, g_ptr_array_unref);
  g_clear_pointer (&self->prediction, psc_prediction_free);
  g_clear_pointer (&self->settings, psc_settings_free);
  g_clear_pointer (&self->listing, psc_listing_unref);

  G_OBJECT_CLASS (psc_exercise_parent_class)->finalize (object);
}

static void
psc_exercise_class_init (PscExerciseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = psc_exercise_finalize;

  signals[CHANGED] = g_signal_new ("changed", PSC_TYPE_EXERCISE,
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[PROGRESS] = g_signal_new ("progress", PSC_TYPE_EXERCISE,
                                    G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
psc_exercise_init (PscExercise *self)
{
  g_autoptr (PscMachine) machine = psc_machine_read ();

  psc_exercise_options_init (&self->options, machine->cpus_usable);
  self->sweeps = g_ptr_array_new_with_free_func (drop_sweep);
}

/**
 * psc_exercise_new:
 *
 * Makes an exercise without files.
 */
PscExercise *
psc_exercise_new (PscExerciseKind kind)
{
  PscExercise *self;

  g_return_val_if_fail (kind < PSC_N_EXERCISES, NULL);

  self = g_object_new (PSC_TYPE_EXERCISE, NULL);
  self->kind = kind;

  return self;
}

/**
 * psc_exercise_get_kind:
 *
 * Which of the four it is.
 */
PscExerciseKind
psc_exercise_get_kind (PscExercise *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (self), PSC_EXERCISE_WORKERS);

  return self->kind;
}

/**
 * psc_exercise_get_state:
 *
 * How far the measurement is.
 */
PscExerciseState
psc_exercise_get_state (PscExercise *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (self), PSC_EXERCISE_OPEN);

  return self->state;
}

/**
 * psc_exercise_get_listing:
 *
 * Returns: (transfer none) (nullable): the files
 */
PscListing *
psc_exercise_get_listing (PscExercise *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (self), NULL);

  return self->listing;
}

/**
 * psc_exercise_get_settings:
 *
 * Returns: (transfer none) (nullable): what the exercise leaves to the user
 */
const PscSettings *
psc_exercise_get_settings (PscExercise *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (self), NULL);

  return self->settings;
}

/**
 * psc_exercise_get_options:
 *
 * Returns: (transfer none): what may be changed of the exercise itself
 */
const PscExerciseOptions *
psc_exercise_get_options (PscExercise *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (self), NULL);

  return &self->options;
}

/**
 * psc_exercise_get_prediction:
 *
 * Returns: (transfer none) (nullable): what the learner expects
 */
const PscPrediction *
psc_exercise_get_prediction (PscExercise *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (self), NULL);

  return self->prediction;
}

/**
 * psc_exercise_get_sweep:
 *
 * Returns: (transfer none) (nullable): the sweep of one part; %NULL without
 *   files, and where the exercise has no such part
 */
PscSweep *
psc_exercise_get_sweep (PscExercise     *self,
                        PscExercisePart  part)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (self), NULL);

  return part < self->sweeps->len ? g_ptr_array_index (self->sweeps, part)
                                  : NULL;
}

/**
 * psc_exercise_get_n_runs:
 *
 * How many runs have ended, of all parts.
 */
guint
psc_exercise_get_n_runs (PscExercise *self)
{
  guint n_runs = 0;

  g_return_val_if_fail (PSC_IS_EXERCISE (self), 0);

  for (guint i = 0; i < self->sweeps->len; i++)
    n_runs += psc_sweep_get_n_runs (g_ptr_array_index (self->sweeps, i));

  return n_runs;
}

/**
 * psc_exercise_get_n_planned:
 *
 * How many runs there are in all parts together.
 */
guint
psc_exercise_get_n_planned (PscExercise *self)
{
  guint n_planned = 0;

  g_return_val_if_fail (PSC_IS_EXERCISE (self), 0);

  for (guint i = 0; i < self->sweeps->len; i++)
    n_planned += psc_sweep_get_n_planned (g_ptr_array_index (self->sweeps, i));

  return n_planned;
}

/**
 * psc_exercise_guess:
 * @average_ns: how long a file takes alone on a CPU
 *
 * About how long the whole measurement will take.
 */
gint64
psc_exercise_guess (PscExercise *self,
                    gint64       average_ns)
{
  gint64 sum_ns = 0, compute_ns;

  g_return_val_if_fail (PSC_IS_EXERCISE (self), 0);

  if (self->sweeps->len == 0)
    return 0;

  compute_ns = psc_exercise_measure_compute_ns (self->settings);

  for (guint i = 0; i < self->sweeps->len; i++)
    sum_ns += psc_exercise_guess_ns (g_ptr_array_index (self->sweeps, i),
                                     average_ns, compute_ns);

  return sum_ns;
}

/**
 * psc_exercise_get_left_ns:
 *
 * How long the part that is being measured will go on; %PSC_NEVER while that
 * is not known.
 */
gint64
psc_exercise_get_left_ns (PscExercise *self)
{
  g_return_val_if_fail (PSC_IS_EXERCISE (self), PSC_NEVER);

  for (guint i = 0; i < self->sweeps->len; i++)
    {
      PscSweep *sweep = g_ptr_array_index (self->sweeps, i);

      if (psc_sweep_get_n_runs (sweep) < psc_sweep_get_n_planned (sweep))
        return psc_sweep_get_left_ns (sweep);
    }

  return 0;
}

/**
 * psc_exercise_set_files:
 * @listing: (nullable): the files
 * @settings: what the exercise leaves to the user; copied
 *
 * Sets what is measured.  A measurement and a prediction of other files or
 * settings do not hold for these, and go.  Not while it is measured.
 */
void
psc_exercise_set_files (PscExercise       *self,
                        PscListing        *listing,
                        const PscSettings *settings)
{
  g_return_if_fail (PSC_IS_EXERCISE (self));
  g_return_if_fail (settings != NULL);
  g_return_if_fail (self->state != PSC_EXERCISE_MEASURING);

  if (listing == self->listing && self->settings != NULL &&
      psc_settings_equal (settings, self->settings))
    return;

  if (listing != NULL)
    psc_listing_ref (listing);
  g_clear_pointer (&self->listing, psc_listing_unref);
  self->listing = listing;
  g_clear_pointer (&self->settings, psc_settings_free);
  self->settings = psc_settings_copy (settings);
  psc_exercise_clear (self);
}

/**
 * psc_exercise_set_options:
 * @options: copied
 *
 * Sets what may be changed of the exercise.  As psc_exercise_set_files(), it
 * begins anew; but a prediction stays if the points are the same.
 */
void
psc_exercise_set_options (PscExercise              *self,
                          const PscExerciseOptions *options)
{
  gboolean same_points;

  g_return_if_fail (PSC_IS_EXERCISE (self));
  g_return_if_fail (options != NULL);
  g_return_if_fail (options->n_counts <= PSC_EXERCISE_MAX_COUNTS);
  g_return_if_fail (self->state != PSC_EXERCISE_MEASURING);

  same_points = options->n_counts == self->options.n_counts &&
                memcmp (options->counts, self->options.counts,
                        options->n_counts * sizeof (guint)) == 0 &&
                options->same_chunks == self->options.same_chunks;
  if (same_points && options->repeats == self->options.repeats)
    return;

  self->options = *options;
  if (!same_points)
    g_clear_pointer (&self->prediction, psc_prediction_free);
  make_sweeps (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_exercise_predict:
 * @prediction: copied
 *
 * Records what the learner expects.  From then on it is locked: it can be
 * cleared with what was measured, but not changed.
 */
void
psc_exercise_predict (PscExercise         *self,
                      const PscPrediction *prediction)
{
  g_return_if_fail (PSC_IS_EXERCISE (self));
  g_return_if_fail (prediction != NULL);
  g_return_if_fail (self->prediction == NULL);
  g_return_if_fail (self->state == PSC_EXERCISE_OPEN);

  self->prediction = psc_prediction_copy (prediction);
  self->made = g_date_time_new_now_local ();
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_exercise_clear:
 *
 * Forgets the prediction and what was measured.  Not while it is measured.
 */
void
psc_exercise_clear (PscExercise *self)
{
  g_return_if_fail (PSC_IS_EXERCISE (self));
  g_return_if_fail (self->state != PSC_EXERCISE_MEASURING);

  g_clear_pointer (&self->prediction, psc_prediction_free);
  make_sweeps (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_exercise_dup_result:
 *
 * Returns: (transfer full) (nullable): what the exercise has come to, to be
 *   kept; %NULL before it is begun.  While it is measured that is the runs
 *   that have ended, and %NULL before one of them counts.
 */
PscExerciseResult *
psc_exercise_dup_result (PscExercise *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  PscExerciseResult *result;
  gboolean measured;

  g_return_val_if_fail (PSC_IS_EXERCISE (self), NULL);

  measured = has_measured (self);
  if (self->made == NULL ||
      (self->state == PSC_EXERCISE_MEASURING && !measured))
    return NULL;

  result = psc_exercise_result_new (self->kind, &self->options, self->settings,
                                    self->listing, self->prediction,
                                    measured ? self->sweeps : none, self->made);
  result->measuring = self->state == PSC_EXERCISE_MEASURING;

  return result;
}

/**
 * psc_exercise_restore:
 * @result: of this exercise
 *
 * Brings back what was kept.  Not while it is measured.
 */
void
psc_exercise_restore (PscExercise       *self,
                      PscExerciseResult *result)
{
  g_return_if_fail (PSC_IS_EXERCISE (self));
  g_return_if_fail (result->kind == self->kind);
  g_return_if_fail (self->state != PSC_EXERCISE_MEASURING);

  self->options = result->options;
  psc_exercise_set_files (self, result->listing, result->settings);
  psc_exercise_clear (self);
  if (result->prediction != NULL)
    self->prediction = psc_prediction_copy (result->prediction);
  self->made = g_date_time_ref (result->made);
  if (result->sweeps->len > 0)
    {
      g_ptr_array_set_size (self->sweeps, 0);
      for (guint i = 0; i < result->sweeps->len; i++)
        take_sweep (self, g_object_ref (g_ptr_array_index (result->sweeps, i)));
      self->state = PSC_EXERCISE_MEASURED;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes @error. */
static void
end_measuring (GTask  *task,
               GError *error)
{
  PscExercise *self = g_task_get_source_object (task);

  if (has_measured (self))
    {
      self->state = PSC_EXERCISE_MEASURED;
    }
  else
    {
      if (error == NULL)
        psc_sweep_set_uncounted (g_ptr_array_index (self->sweeps, 0), &error);
      make_sweeps (self);
    }

  g_signal_emit (self, signals[CHANGED], 0);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
executed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PscExercise *self = g_task_get_source_object (task);
  GError *error = NULL;
  guint part;

  if (!psc_sweep_execute_finish (PSC_SWEEP (object), result, &error) ||
      !g_ptr_array_find (self->sweeps, object, &part) ||
      part + 1 == self->sweeps->len)
    {
      end_measuring (task, error);
      return;
    }

  psc_sweep_execute_async (g_ptr_array_index (self->sweeps, part + 1),
                           g_task_get_cancellable (task), executed_cb,
                           g_object_ref (task));
}

/* All parts, before the first of them takes its time. */
static gboolean
check_sweeps (PscExercise  *self,
              GError      **error)
{
  for (guint i = 0; i < self->sweeps->len; i++)
    if (!psc_sweep_check (g_ptr_array_index (self->sweeps, i), error))
      return FALSE;

  return TRUE;
}

/**
 * psc_exercise_measure_async:
 * @cancellable: (nullable): stops it; what has been measured stays
 *
 * Measures all parts, one after the other; what was measured before goes.
 * Fails before anything runs when a setting is impossible.
 */
void
psc_exercise_measure_async (PscExercise         *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (PSC_IS_EXERCISE (self));
  g_return_if_fail (self->sweeps->len > 0);
  g_return_if_fail (self->state != PSC_EXERCISE_MEASURING);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, psc_exercise_measure_async);
  g_task_set_check_cancellable (task, FALSE);

  if (!check_sweeps (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  make_sweeps (self);
  if (self->made == NULL)
    self->made = g_date_time_new_now_local ();
  self->state = PSC_EXERCISE_MEASURING;
  psc_sweep_execute_async (g_ptr_array_index (self->sweeps, 0), cancellable,
                           executed_cb, g_object_ref (task));
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * psc_exercise_measure_finish:
 *
 * Returns: whether all of it was measured
 */
gboolean
psc_exercise_measure_finish (PscExercise   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
