/* psc-test-run.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <signal.h>
#include <string.h>

#include "psc-test-run.h"

/* A run of the default pipeline that has begun at time 0. */
PscRun *
psc_test_run_new (PscMode mode,
                  guint   n_lanes,
                  guint   n_files)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PscListing) listing = NULL;
  PscRun *run;

  settings->mode = mode;
  settings->workers = n_lanes;
  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (names, g_strdup_printf ("file-%06u", i));
  g_ptr_array_add (names, NULL);
  listing = psc_listing_new_for_names ("/test",
                                       (const char * const *) names->pdata);

  run = psc_run_new (settings, listing);
  psc_recorder_begin_run (psc_run_get_recorder (run), 0);

  return run;
}

/* Adds a worker; a time may be PSC_NEVER.  Returns its number. */
guint
psc_test_run_add_worker (PscRun *run,
                         guint   lane,
                         gint64  requested_ns,
                         gint64  ready_ns,
                         gint64  ended_ns)
{
  PscRecorder *recorder = psc_run_get_recorder (run);
  gboolean process = psc_mode_is_process (psc_run_get_settings (run)->mode);
  guint worker;

  worker = psc_recorder_add_worker (recorder, lane,
                                    process ? PSC_WORKER_PROCESS
                                            : PSC_WORKER_THREAD,
                                    requested_ns);
  if (ready_ns != PSC_NEVER)
    psc_recorder_worker_ready (recorder, worker, ready_ns, 1000 + worker);
  if (ended_ns != PSC_NEVER)
    psc_recorder_worker_ended (recorder, worker, ended_ns,
                               process ? 0 : -1, 0, NULL);

  return worker;
}

void
psc_test_run_add_task_full (PscRun              *run,
                            guint                index,
                            const PscTaskRecord *task,
                            const PscStepRecord *steps,
                            gint64               recorded_ns)
{
  psc_recorder_task_ended (psc_run_get_recorder (run), index, task, steps,
                           recorded_ns);
}

/* Adds a task that went well: its first half is the step file, the next
 * quarter the compute step, the rest wc, without time in between. */
void
psc_test_run_add_task (PscRun *run,
                       guint   index,
                       guint   lane,
                       guint   worker,
                       guint   chunk,
                       gint64  start_ns,
                       gint64  end_ns)
{
  gint64 half = start_ns + (end_ns - start_ns) / 2;
  gint64 quarter = half + (end_ns - half) / 2;
  PscTaskRecord task = {
    .start_ns = start_ns,
    .end_ns = end_ns,
    .worker = worker,
    .chunk = chunk,
    .lane = (guint16) lane,
    .outcome = PSC_OUTCOME_OK,
  };
  PscStepRecord steps[3] = {
    { .start_ns = start_ns, .end_ns = half, .status = { 0, 0 } },
    { .start_ns = half, .end_ns = quarter, .value = 115.185165 },
    { .start_ns = quarter, .end_ns = end_ns, .status = { 0, 0 } },
  };

  psc_test_run_add_task_full (run, index, &task, steps, end_ns);
}

/* Adds a task that died with its worker, which is in lane 1. */
void
psc_test_run_lose_task (PscRun *run,
                        guint   index,
                        guint   worker,
                        gint64  start_ns,
                        gint64  end_ns)
{
  PscStepRecord steps[PSC_MAX_STEPS] = { 0, };
  PscTaskRecord task = { .lane = 1, .worker = worker, .chunk = 1, };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    steps[i].start_ns = steps[i].end_ns = PSC_NEVER;
  task.start_ns = start_ns;
  task.end_ns = end_ns;
  task.outcome = PSC_OUTCOME_LOST;
  task.cause = PSC_CAUSE_WORKER_DIED;
  psc_test_run_add_task_full (run, index, &task, steps, end_ns);
}

/* Ends the run and takes everything in. */
void
psc_test_run_end (PscRun *run,
                  gint64  dry_ns)
{
  PscRecorder *recorder = psc_run_get_recorder (run);

  if (dry_ns != PSC_NEVER)
    psc_recorder_queue_dry (recorder, dry_ns);
  psc_recorder_end_run (recorder, 0, NULL);
  psc_run_take_batch (run);
}

/* A task that did not get past its first step. */
static void
add_failed_task (PscRun     *run,
                 guint       index,
                 guint       lane,
                 guint       worker,
                 PscOutcome  outcome,
                 gint64      start_ns,
                 gint64      end_ns)
{
  PscTaskRecord task = {
    .start_ns = start_ns,
    .end_ns = end_ns,
    .worker = worker,
    .chunk = index / 4 + 1,
    .lane = (guint16) lane,
    .outcome = (guint8) outcome,
    .cause = PSC_CAUSE_EXIT_STATUS,
  };
  PscStepRecord steps[3] = {
    { .start_ns = start_ns, .end_ns = end_ns, .status = { 1, 0 } },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER, .value = NAN },
    { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER },
  };

  psc_test_run_add_task_full (run, index, &task, steps, end_ns);
}

/* A finished run with a random but possible history: uneven starts, gaps,
 * tasks of lengths over three orders of magnitude, replaced workers, and
 * outcomes of every kind. */
PscRun *
psc_test_run_new_random (guint32 seed,
                         guint   n_lanes,
                         guint   n_files)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, n_lanes, n_files);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree gint64 *now = g_new (gint64, n_lanes);
  g_autofree guint *worker = g_new (guint, n_lanes);
  gint64 dry_ns = 0;

  for (guint lane = 0; lane < n_lanes; lane++)
    {
      now[lane] = g_rand_int_range (rand, 1000, 5000000);
      worker[lane] = psc_test_run_add_worker (run, lane + 1, 500, now[lane],
                                              PSC_NEVER);
    }

  for (guint index = 0; index < n_files; index++)
    {
      guint lane = 0;
      gint64 start_ns, end_ns;
      int luck = g_rand_int_range (rand, 0, 100);

      for (guint i = 1; i < n_lanes; i++)
        if (now[i] < now[lane])
          lane = i;

      if (luck == 0)
        {
          gint64 ready_ns = now[lane] + g_rand_int_range (rand, 1, 4000000);

          psc_recorder_worker_ended (psc_run_get_recorder (run), worker[lane],
                                     now[lane], -1, 9, NULL);
          worker[lane] = psc_test_run_add_worker (run, lane + 1, now[lane],
                                                  ready_ns, PSC_NEVER);
          now[lane] = ready_ns;
        }

      dry_ns = now[lane];
      start_ns = now[lane] + g_rand_int_range (rand, 0, 20000);
      end_ns = start_ns +
               (gint64) pow (10., g_rand_double_range (rand, 3., 6.5));
      now[lane] = end_ns;

      if (luck < 90)
        {
          psc_test_run_add_task (run, index, lane + 1, worker[lane],
                                 index / 4 + 1, start_ns, end_ns);
        }
      else
        {
          add_failed_task (run, index, lane + 1, worker[lane],
                           (PscOutcome) (PSC_OUTCOME_NONZERO + luck % 7),
                           start_ns, end_ns);
        }
    }

  psc_test_run_end (run, dry_ns);

  return run;
}

/* Two lanes and 40 units; tasks 0, 2, 4 are in the first lane, 1 and 3 in the
 * second. */
PscRun *
psc_test_run_new_five (gint64 unit_ns)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 2, 5);
  guint one = psc_test_run_add_worker (run, 1, 0, unit_ns, PSC_NEVER);
  guint two = psc_test_run_add_worker (run, 2, 0, unit_ns, PSC_NEVER);

  psc_test_run_add_task (run, 0, 1, one, 1, 2 * unit_ns, 10 * unit_ns);
  psc_test_run_add_task (run, 1, 2, two, 2, 2 * unit_ns, 16 * unit_ns);
  psc_test_run_add_task (run, 2, 1, one, 3, 12 * unit_ns, 20 * unit_ns);
  psc_test_run_add_task (run, 3, 2, two, 4, 18 * unit_ns, 40 * unit_ns);
  psc_test_run_add_task (run, 4, 1, one, 5, 22 * unit_ns, 30 * unit_ns);
  psc_test_run_end (run, 22 * unit_ns);

  return run;
}

/* Two lanes and 100 units: one lane is busy from 20 units on, the other has
 * nothing to do from the middle on. */
PscRun *
psc_test_run_new_idle (gint64 unit_ns)
{
  PscRun *run = psc_test_run_new (PSC_MODE_DUMMY, 2, 2);
  guint first = psc_test_run_add_worker (run, 1, 0, 20 * unit_ns, PSC_NEVER);
  guint second = psc_test_run_add_worker (run, 2, 0, 10 * unit_ns, PSC_NEVER);

  psc_test_run_add_task (run, 1, 2, second, 2, 10 * unit_ns, 50 * unit_ns);
  psc_test_run_add_task (run, 0, 1, first, 1, 20 * unit_ns, 100 * unit_ns);
  psc_test_run_end (run, 20 * unit_ns);

  return run;
}

/* Two workers and four files.  Worker 1 is killed at 20 units with the second of
 * its files in hand; worker 3 takes its place, and the file that is left. */
PscRun *
psc_test_run_new_death (gint64 unit_ns)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);

  psc_test_run_add_worker (run, 1, 0, unit_ns, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, unit_ns, 50 * unit_ns);
  psc_test_run_add_task (run, 0, 1, 1, 1, 2 * unit_ns, 10 * unit_ns);
  psc_test_run_lose_task (run, 1, 1, 10 * unit_ns, 20 * unit_ns);
  psc_recorder_worker_ended (psc_run_get_recorder (run), 1, 20 * unit_ns, -1,
                             SIGKILL, "killed");
  psc_test_run_add_task (run, 2, 2, 2, 2, 2 * unit_ns, 40 * unit_ns);
  psc_test_run_add_worker (run, 1, 20 * unit_ns, 25 * unit_ns, 50 * unit_ns);
  psc_test_run_add_task (run, 3, 1, 3, 1, 26 * unit_ns, 40 * unit_ns);
  psc_test_run_end (run, 26 * unit_ns);

  return run;
}

/* What a step wrote; free with g_free() or give it to a run. */
PscOutput *
psc_test_output_new (const char *stdout_data,
                     gsize       stdout_length,
                     const char *stderr_text,
                     guint64     dropped)
{
  gsize stderr_length = strlen (stderr_text);
  PscOutput *output = g_malloc (sizeof *output + stdout_length +
                                stderr_length);

  output->dropped = dropped;
  output->stdout_length = (guint32) stdout_length;
  output->stderr_length = (guint32) stderr_length;
  memcpy (output->data, stdout_data, stdout_length);
  memcpy (output->data + stdout_length, stderr_text, stderr_length);

  return output;
}
