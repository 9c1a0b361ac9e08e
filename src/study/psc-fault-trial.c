/* psc-fault-trial.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-fault-trial"

#include "config.h"

#include <signal.h>

#include "psc-fault-trial.h"

#define N_WORKERS       4
#define STEP_TIMEOUT_NS (2 * PSC_NSEC_PER_SEC)

/* Nothing happens to a worker before so many files are done, and it is in the
 * middle of one. */
#define N_BEFORE        4
#define STRIKE_DELAY_MS 200

/* The step takes its time, so that one sees what happens; with one file it does
 * something else.  A crash leaves no core file behind. */
#define STEP_NAME  "work"
#define STEP_SLEEP "exec sleep 0.4"
#define STEP_HANG  "[ \"$1\" = \"$2\" ] && exec sleep 3600; " STEP_SLEEP
#define STEP_CRASH "ulimit -c 0; [ \"$1\" = \"$2\" ] && kill -SEGV $$; " STEP_SLEEP

struct _PscFaultTrial
{
  GObject   parent_instance;

  /* Owned */
  PscRun   *run;

  PscFault  fault;
  guint     strike_id;
  gboolean  has_struck;
};

G_DEFINE_FINAL_TYPE (PscFaultTrial, psc_fault_trial, G_TYPE_OBJECT)

/* The worker that lives in a lane, if it is one that can be hit. */
static gboolean
find_worker (PscRun *run,
             guint   lane,
             guint  *worker)
{
  guint n_workers;
  const guint32 *workers = psc_run_get_lane_workers (run, lane, &n_workers);

  if (n_workers == 0)
    return FALSE;

  *worker = workers[n_workers - 1];

  return psc_run_get_worker (run, *worker)->ended_ns == PSC_NEVER;
}

/* Hits the worker that has been at its file for the shortest time: the others
 * may be about to end theirs. */
static gboolean
strike_cb (gpointer user_data)
{
  PscFaultTrial *self = user_data;
  int signal = self->fault == PSC_FAULT_DEATH ? SIGKILL : SIGSTOP;
  gint64 latest_ns = PSC_NEVER;
  guint worker = 0;

  for (guint i = 0; i < psc_run_get_n_lanes (self->run); i++)
    {
      gint64 start_ns;
      guint candidate, task;

      if (!psc_run_get_in_hand (self->run, i, &task, &start_ns) ||
          start_ns <= latest_ns || !find_worker (self->run, i, &candidate))
        continue;

      latest_ns = start_ns;
      worker = candidate;
    }

  self->strike_id = 0;
  if (latest_ns != PSC_NEVER)
    self->has_struck = psc_run_signal_worker (self->run, worker, signal, NULL);

  return G_SOURCE_REMOVE;
}

static void
run_changed_cb (PscFaultTrial *self)
{
  if (!self->has_struck && self->strike_id == 0 &&
      (self->fault == PSC_FAULT_DEATH || self->fault == PSC_FAULT_STOP) &&
      psc_run_get_state (self->run) == PSC_RUN_RUNNING &&
      psc_run_get_n_ended (self->run) >= N_BEFORE)
    self->strike_id = g_timeout_add (STRIKE_DELAY_MS, strike_cb, self);
}

static const char *
get_script (PscFault fault)
{
  switch (fault)
    {
    case PSC_FAULT_HANG:
      return STEP_HANG;

    case PSC_FAULT_CRASH:
      return STEP_CRASH;

    case PSC_FAULT_DEATH:
    case PSC_FAULT_STOP:
    default:
      return STEP_SLEEP;
    }
}

/* The file in the middle is the one that it happens to. */
static PscSettings *
new_settings (PscFault    fault,
              PscListing *listing)
{
  guint n_files = psc_listing_get_n_files (listing);
  g_autofree char *victim =
    n_files > 0 ? psc_listing_dup_path (listing, n_files / 2) : g_strdup ("");
  const char * const argv[] = { "sh", "-c", get_script (fault), "sh", "{}",
                                victim, NULL };
  PscSettings *settings = psc_settings_new ();

  settings->workers = N_WORKERS;
  settings->step_timeout_ns = STEP_TIMEOUT_NS;
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  psc_pipeline_append_command (settings->pipeline, STEP_NAME, argv, NULL);

  return settings;
}

static void
psc_fault_trial_dispose (GObject *object)
{
  PscFaultTrial *self = PSC_FAULT_TRIAL (object);

  g_clear_handle_id (&self->strike_id, g_source_remove);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (psc_fault_trial_parent_class)->dispose (object);
}

static void
psc_fault_trial_class_init (PscFaultTrialClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = psc_fault_trial_dispose;
}

static void
psc_fault_trial_init (PscFaultTrial *self)
{
}

/**
 * psc_fault_trial_find_sample:
 *
 * Looks for the sample directory beside the running program as the build lays
 * them out, and else where it is installed.
 *
 * Returns: (transfer full): its absolute path, whether it is there or not
 */
char *
psc_fault_trial_find_sample (void)
{
  static const char * const places[] = {
    "../../data/sample",
    "../data/sample",
  };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = self != NULL ? g_path_get_dirname (self) : NULL;

  for (guint i = 0; directory != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (directory, places[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_canonicalize_filename (path, NULL);
    }

  return g_strdup (PSC_SAMPLEDIR);
}

/**
 * psc_fault_trial_new:
 * @fault: what is to go wrong
 * @listing: the files that it may happen to
 *
 * Makes a run of four worker processes that has not begun; whoever starts it
 * keeps the trial until it has ended.
 */
PscFaultTrial *
psc_fault_trial_new (PscFault    fault,
                     PscListing *listing)
{
  PscFaultTrial *self = g_object_new (PSC_TYPE_FAULT_TRIAL, NULL);
  g_autoptr (PscSettings) settings = new_settings (fault, listing);

  self->fault = fault;
  self->run = psc_run_new (settings, listing);
  g_signal_connect_object (self->run, "changed", G_CALLBACK (run_changed_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * psc_fault_trial_get_run:
 *
 * Returns: (transfer none): the run in which it happens
 */
PscRun *
psc_fault_trial_get_run (PscFaultTrial *self)
{
  g_return_val_if_fail (PSC_IS_FAULT_TRIAL (self), NULL);

  return self->run;
}
