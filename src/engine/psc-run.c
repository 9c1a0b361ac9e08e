/* psc-run.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-run"

#include "config.h"

#include "psc-clock.h"
#include "psc-outcome.h"
#include "psc-run-private.h"

/* A batch waits this long for more to come in: about one frame. */
#define BATCH_DELAY_MS 16

G_DEFINE_FINAL_TYPE (PscRun, psc_run, G_TYPE_OBJECT)

enum
{
  CHANGED,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
take_batch_cb (gpointer user_data)
{
  psc_run_take_batch (user_data);

  return G_SOURCE_REMOVE;
}

/* Runs in a lane, or wherever the record was written. */
static void
wake_context (gpointer user_data)
{
  PscRun *self = user_data;
  g_autoptr (GSource) source = g_timeout_source_new (BATCH_DELAY_MS);

  g_source_set_static_name (source, "psc-run batch");
  g_source_set_callback (source, take_batch_cb, g_object_ref (self),
                         g_object_unref);
  g_source_attach (source, self->context);
}

static void
psc_run_finalize (GObject *object)
{
  PscRun *self = PSC_RUN (object);

  g_clear_pointer (&self->settings, psc_settings_free);
  g_clear_pointer (&self->listing, psc_listing_unref);
  g_clear_pointer (&self->machine, psc_machine_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->started, g_date_time_unref);
  g_clear_pointer (&self->again_of, g_date_time_unref);
  g_clear_pointer (&self->batch, _psc_batch_free);
  g_clear_pointer (&self->recorder, _psc_recorder_free);
  g_clear_pointer (&self->lane_tasks, g_ptr_array_unref);
  g_clear_pointer (&self->lane_workers, g_ptr_array_unref);
  g_clear_pointer (&self->lane_silences, g_ptr_array_unref);
  g_clear_pointer (&self->workers, g_array_unref);
  g_clear_pointer (&self->silences, g_array_unref);
  g_clear_pointer (&self->known, g_free);

  G_OBJECT_CLASS (psc_run_parent_class)->finalize (object);
}

static void
psc_run_class_init (PscRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = psc_run_finalize;

  signals[CHANGED] = g_signal_new ("changed", PSC_TYPE_RUN, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", PSC_TYPE_RUN, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
psc_run_init (PscRun *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->started = g_date_time_new_now_local ();
  self->machine = psc_machine_read ();
  self->lane_tasks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->lane_workers =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->lane_silences =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->workers = g_array_new (FALSE, TRUE, sizeof (PscWorkerRecord));
  self->silences = g_array_new (FALSE, FALSE, sizeof (PscSilence));
  self->dry_ns = PSC_NEVER;
}

static PscRun *
run_new (const PscSettings *settings,
         PscListing        *listing,
         gboolean           goes_on)
{
  PscRun *self = g_object_new (PSC_TYPE_RUN, NULL);

  self->settings = psc_settings_copy (settings);
  self->listing = psc_listing_ref (listing);
  self->recorder =
    _psc_recorder_new (psc_listing_get_n_files (listing),
                       psc_pipeline_get_n_steps (settings->pipeline),
                       settings->workers, goes_on ? wake_context : NULL, self);
  self->batch = _psc_batch_new (settings->workers);
  self->known = g_new0 (guint8, MAX (psc_listing_get_n_files (listing), 1));

  for (guint i = 0; i < settings->workers; i++)
    {
      g_ptr_array_add (self->lane_tasks,
                       g_array_new (FALSE, FALSE, sizeof (guint32)));
      g_ptr_array_add (self->lane_workers,
                       g_array_new (FALSE, FALSE, sizeof (guint32)));
      g_ptr_array_add (self->lane_silences,
                       g_array_new (FALSE, FALSE, sizeof (guint32)));
    }

  /* A run that has not begun has an idle lane everywhere. */
  _psc_recorder_take (self->recorder, self->batch);

  return self;
}

/**
 * psc_run_new:
 * @settings: how the run is to be made; copied
 * @listing: the files it is to be made over
 *
 * Makes the record of a run that has not begun.
 */
PscRun *
psc_run_new (const PscSettings *settings,
             PscListing        *listing)
{
  return run_new (settings, listing, TRUE);
}

/**
 * psc_run_new_kept:
 * @settings: how the run was made; copied
 * @listing: the files it was made over
 * @machine: where; copied
 * @started: when
 *
 * Makes the record of a run of the past.  Whoever has kept it writes it again
 * through the recorder and takes it in with psc_run_take_batch(): nothing
 * happens by itself.
 */
PscRun *
psc_run_new_kept (const PscSettings *settings,
                  PscListing        *listing,
                  const PscMachine  *machine,
                  GDateTime         *started)
{
  PscRun *self = run_new (settings, listing, FALSE);

  self->kept = TRUE;
  psc_machine_free (self->machine);
  self->machine = psc_machine_copy (machine);
  g_date_time_unref (self->started);
  self->started = g_date_time_ref (started);

  return self;
}

/**
 * psc_run_is_kept:
 *
 * Whether this is the record of a run of the past.  Its settings may come from
 * anywhere, and what they say must not be executed.
 */
gboolean
psc_run_is_kept (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), FALSE);

  return self->kept;
}

/**
 * psc_run_get_recorder:
 *
 * Returns: (transfer none): the side of the run that lanes write to
 */
PscRecorder *
psc_run_get_recorder (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return self->recorder;
}

static void
take_worker (PscRun                *self,
             const PscWorkerChange *change)
{
  PscWorkerRecord *record;
  guint32 index = change->number - 1;
  guint n_tasks;

  if (index >= self->workers->len)
    g_array_set_size (self->workers, index + 1);

  record = &g_array_index (self->workers, PscWorkerRecord, index);
  if (record->lane == 0)
    g_array_append_val (g_ptr_array_index (self->lane_workers,
                                           change->record.lane - 1), index);

  /* Tasks are counted here, where their records arrive. */
  n_tasks = record->n_tasks;
  *record = change->record;
  record->n_tasks = n_tasks;
}

static void
take_silence (PscRun                 *self,
              const PscSilenceChange *change)
{
  guint lane = psc_run_get_worker (self, change->silence.worker - 1)->lane;

  if (change->index < self->silences->len)
    {
      g_array_index (self->silences, PscSilence, change->index) =
        change->silence;
      return;
    }

  g_array_append_val (self->silences, change->silence);
  g_array_append_val (g_ptr_array_index (self->lane_silences, lane - 1),
                      change->index);
}

static void
take_task (PscRun  *self,
           guint32  index)
{
  const PscTaskRecord *task = _psc_recorder_peek_task (self->recorder, index);

  self->known[index] = TRUE;
  self->n_ended++;
  self->n_outcomes[task->outcome]++;
  self->n_causes[task->cause]++;

  if (task->lane != 0)
    g_array_append_val (g_ptr_array_index (self->lane_tasks, task->lane - 1),
                        index);
  if (task->worker != 0 && task->outcome != PSC_OUTCOME_LOST)
    g_array_index (self->workers, PscWorkerRecord, task->worker - 1).n_tasks++;
}

/**
 * psc_run_take_batch:
 *
 * Takes what the lanes have recorded since the last batch and emits
 * PscRun::changed.  It happens by itself about once a frame; call it where
 * the present state is needed at once.
 */
void
psc_run_take_batch (PscRun *self)
{
  PscRunState old_state;
  PscBatch *batch;

  g_return_if_fail (PSC_IS_RUN (self));

  batch = self->batch;
  if (!_psc_recorder_take (self->recorder, batch))
    return;

  g_object_ref (self);

  for (guint i = 0; i < batch->workers->len; i++)
    take_worker (self, &g_array_index (batch->workers, PscWorkerChange, i));
  for (guint i = 0; i < batch->silences->len; i++)
    take_silence (self, &g_array_index (batch->silences, PscSilenceChange, i));
  for (guint i = 0; i < batch->ended->len; i++)
    take_task (self, g_array_index (batch->ended, guint32, i));

  old_state = self->state;
  self->state = batch->state;
  self->t0_ns = batch->t0_ns;
  self->t1_ns = batch->t1_ns;
  self->dry_ns = batch->dry_ns;
  self->cpu_ns = batch->cpu_ns;
  self->slept_ns = batch->slept_ns;

  g_signal_emit (self, signals[CHANGED], 0);
  if (self->state == PSC_RUN_ENDED && old_state != PSC_RUN_ENDED)
    g_signal_emit (self, signals[ENDED], 0);

  g_object_unref (self);
}

/**
 * psc_run_get_settings:
 *
 * Returns: (transfer none): how the run is made
 */
const PscSettings *
psc_run_get_settings (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return self->settings;
}

/**
 * psc_run_get_listing:
 *
 * Returns: (transfer none): the files of the run
 */
PscListing *
psc_run_get_listing (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return self->listing;
}

/**
 * psc_run_get_machine:
 *
 * Returns: (transfer none): the machine as it was when the run was made
 */
const PscMachine *
psc_run_get_machine (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return self->machine;
}

/**
 * psc_run_get_state:
 *
 * How far the run has come.
 */
PscRunState
psc_run_get_state (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), PSC_RUN_NEW);

  return self->state;
}

/**
 * psc_run_get_error:
 *
 * Returns: (transfer none) (nullable): why the run ended early
 */
const GError *
psc_run_get_error (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return self->batch->error;
}

/**
 * psc_run_get_started:
 *
 * Returns: (transfer none): the date and time of the run, for labels only
 */
GDateTime *
psc_run_get_started (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return self->started;
}

/**
 * psc_run_get_again_of:
 *
 * Returns: (transfer none) (nullable): when the run was made whose lost files
 *   these are; %NULL for a run over all of the files that were asked for
 */
GDateTime *
psc_run_get_again_of (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);

  return self->again_of;
}

/**
 * psc_run_set_again_of:
 * @started: when the other run was made
 *
 * Says of a run that has not begun that its files are those which another run
 * has lost.
 */
void
psc_run_set_again_of (PscRun    *self,
                      GDateTime *started)
{
  g_return_if_fail (PSC_IS_RUN (self));
  g_return_if_fail (started != NULL);
  g_return_if_fail (self->state == PSC_RUN_NEW);

  g_clear_pointer (&self->again_of, g_date_time_unref);
  self->again_of = g_date_time_ref (started);
}

/**
 * psc_run_get_wall_ns:
 *
 * The time from t0 to the last outcome; while the run goes on, to now.
 */
gint64
psc_run_get_wall_ns (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);

  if (self->state == PSC_RUN_RUNNING || self->state == PSC_RUN_STOPPING)
    return MAX (psc_clock_now_ns () - self->t0_ns, self->t1_ns);

  return self->t1_ns;
}

/**
 * psc_run_get_dry_ns:
 *
 * When the last chunk was taken; %PSC_NEVER while some are left.
 */
gint64
psc_run_get_dry_ns (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), PSC_NEVER);

  return self->dry_ns;
}

/**
 * psc_run_get_cpu_ns:
 *
 * CPU time of the lanes, of the workers and of the steps, user and system;
 * 0 until the run has ended.
 */
gint64
psc_run_get_cpu_ns (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);

  return self->cpu_ns;
}

/**
 * psc_run_get_slept_ns:
 *
 * How long the computer slept in the middle of the run; 0 until the run has
 * ended, and if it did not.
 */
gint64
psc_run_get_slept_ns (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);

  return self->slept_ns;
}

/**
 * psc_run_get_n_tasks:
 *
 * How many files the run has.
 */
guint
psc_run_get_n_tasks (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);

  return psc_listing_get_n_files (self->listing);
}

/**
 * psc_run_get_n_ended:
 *
 * How many tasks have their outcome.
 */
guint
psc_run_get_n_ended (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);

  return self->n_ended;
}

/**
 * psc_run_get_n_outcome:
 *
 * How many tasks have this outcome; for %PSC_OUTCOME_NONE, how many have none.
 */
guint
psc_run_get_n_outcome (PscRun     *self,
                       PscOutcome  outcome)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);
  g_return_val_if_fail (outcome < PSC_N_OUTCOMES, 0);

  if (outcome == PSC_OUTCOME_NONE)
    return psc_run_get_n_tasks (self) - self->n_ended;

  return self->n_outcomes[outcome];
}

/**
 * psc_run_get_n_steps:
 *
 * How many steps the pipeline has.
 */
guint
psc_run_get_n_steps (PscRun *self)
{
  g_return_val_if_fail (PSC_IS_RUN (self), 0);

  return psc_pipeline_get_n_steps (self->settings->pipeline);
}

/**
 * psc_run_get_task:
 *
 * Returns: (transfer none) (nullable): the record of task @index, which does
 *   not change any more, or %NULL while the task has no outcome.  Only tasks
 *   that psc_run_get_n_ended() counts are seen; the record of one that has been
 *   may be read in any thread that has been told of it.
 */
const PscTaskRecord *
psc_run_get_task (PscRun *self,
                  guint   index)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);
  g_return_val_if_fail (index < psc_run_get_n_tasks (self), NULL);

  if (!self->known[index])
    return NULL;

  return _psc_recorder_peek_task (self->recorder, index);
}

/**
 * psc_run_get_step:
 *
 * Returns: (transfer none): the record of one step of a task that has its
 *   outcome; those of the steps that follow stand behind it
 */
const PscStepRecord *
psc_run_get_step (PscRun *self,
                  guint   index,
                  guint   step)
{
  g_return_val_if_fail (PSC_IS_RUN (self), NULL);
  g_return_val_if_fail (index < psc_run_get_n_tasks (self), NULL);
  g_return_val_if_fail (step < psc_run_get_n_steps (self), NULL);

  return _psc_recorder_peek_step (self->recorder, index, step);
}

/**
 * psc_run_dup_reason:
 *
 * Returns: (transfer full) (nullable): why task @index has its outcome, in
 *   words for the user; %NULL for a task that went well or has none
 */
char *
psc_run_dup_reason (PscRun *self,
                    guint   index)
{
  const PscTaskRecord *task = psc_run_get_task (self, index);
  const PscStepRecord *step;

  if (task == NULL || task->cause == PSC_CAUSE_NONE)
    return NULL;

  step = psc_run_get_step (self, index, task->step);

  return psc_outcome_describe (
    task->cause,
    psc_pipeline_get_step (self->settings->pipeline, task->step)->name,
    step->status.exit_code,
    step->status.signal,
    self->settings->step_timeout_ns,
    task->detail);
}
