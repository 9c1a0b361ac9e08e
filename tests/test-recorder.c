/* test-recorder.c: what lanes write is what the run shows
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-run.h"

static void
count_cb (PscRun *run,
          guint  *count)
{
  (*count)++;
}

static void
test_new (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_DUMMY, 3, 5);
  guint index, n_tasks;
  gint64 start_ns;

  g_assert_cmpuint (psc_run_get_n_tasks (run), ==, 5);
  g_assert_cmpuint (psc_run_get_n_lanes (run), ==, 3);
  g_assert_cmpuint (psc_run_get_n_steps (run), ==, 3);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_NONE), ==, 5);
  g_assert_null (psc_run_get_task (run, 0));
  g_assert_false (psc_run_get_in_hand (run, 2, &index, &start_ns));
  psc_run_get_lane_tasks (run, 0, &n_tasks);
  g_assert_cmpuint (n_tasks, ==, 0);

  psc_run_take_batch (run);
  g_assert_cmpint (psc_run_get_state (run), ==, PSC_RUN_RUNNING);

  /* The wake-up that is under way holds the run until it has fired. */
  while (g_main_context_iteration (NULL, TRUE) &&
         G_OBJECT (run)->ref_count > 1)
    ;
  g_assert_finalize_object (run);
}

static void
test_batches (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);
  PscRecorder *recorder = psc_run_get_recorder (run);
  const guint32 *tasks;
  guint n_changed = 0, n_ended = 0, index, n;
  gint64 start_ns;
  guint worker;

  g_signal_connect (run, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect (run, "ended", G_CALLBACK (count_cb), &n_ended);

  worker = psc_test_run_add_worker (run, 2, 10, 30, PSC_NEVER);
  psc_recorder_task_begun (recorder, 2, 1, 40);
  psc_run_take_batch (run);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (psc_run_get_in_hand (run, 1, &index, &start_ns));
  g_assert_cmpuint (index, ==, 1);
  g_assert_cmpint (start_ns, ==, 40);

  psc_test_run_add_task (run, 1, 2, worker, 1, 40, 80);
  g_assert_null (psc_run_get_task (run, 1));
  psc_run_take_batch (run);
  g_assert_nonnull (psc_run_get_task (run, 1));
  g_assert_false (psc_run_get_in_hand (run, 1, &index, &start_ns));
  g_assert_cmpuint (psc_run_get_worker (run, 0)->n_tasks, ==, 1);

  psc_test_run_add_task (run, 0, 2, worker, 1, 90, 95);
  psc_test_run_end (run, 85);
  tasks = psc_run_get_lane_tasks (run, 1, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (tasks[0], ==, 1);
  g_assert_cmpuint (tasks[1], ==, 0);
  g_assert_cmpint (psc_run_get_wall_ns (run), ==, 95);
  g_assert_cmpint (psc_run_get_dry_ns (run), ==, 85);
  g_assert_cmpuint (n_ended, ==, 1);

  /* Nothing has come in: no signal. */
  n_changed = 0;
  psc_run_take_batch (run);
  g_assert_cmpuint (n_changed, ==, 0);
}

static void
test_worker_record (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  const PscWorkerRecord *worker;
  const guint32 *workers;
  guint n_workers;

  psc_test_run_add_worker (run, 1, 5, PSC_NEVER, PSC_NEVER);
  psc_recorder_worker_ended (psc_run_get_recorder (run), 1, 9, -1, 11,
                             "last words");
  psc_test_run_add_worker (run, 1, 20, 30, PSC_NEVER);
  psc_run_take_batch (run);

  workers = psc_run_get_lane_workers (run, 0, &n_workers);
  g_assert_cmpuint (n_workers, ==, 2);
  g_assert_cmpuint (workers[1], ==, 1);

  worker = psc_run_get_worker (run, 0);
  g_assert_cmpint (worker->ready_ns, ==, PSC_NEVER);
  g_assert_cmpint (worker->ended_ns, ==, 9);
  g_assert_cmpint (worker->signal, ==, 11);
  g_assert_cmpstr (worker->message, ==, "last words");
  g_assert_cmpint (psc_run_get_worker (run, 1)->id, ==, 1002);
}

static void
assert_shortage (PscRun     *run,
                 const char *expected)
{
  g_autofree char *sentence = NULL;

  psc_run_take_batch (run);
  sentence = psc_run_dup_shortage (run);
  g_assert_cmpstr (sentence, ==, expected);
}

/* Lanes that never had a worker, and then one that has lost it */
static void
test_shortage (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 4, 2);
  PscRecorder *recorder = psc_run_get_recorder (run);

  for (guint lane = 1; lane <= 4; lane++)
    psc_test_run_add_worker (run, lane, 5, lane > 2 ? PSC_NEVER : 8, PSC_NEVER);
  assert_shortage (run, NULL);
  psc_recorder_lane_gave_up (recorder, 4, 20, "there was no memory.");
  assert_shortage (run, "3 of 4 workers started: there was no memory.");
  psc_recorder_lane_gave_up (recorder, 3, 21, "there was no memory.");
  assert_shortage (run, "2 of 4 workers started: there was no memory.");
  psc_recorder_lane_gave_up (recorder, 2, 30, "it left.");
  assert_shortage (run, "Only 1 of 4 lanes kept a worker: there was no memory.");
}

/* What the end leaves is nothing in hand; what comes late changes nothing. */
static void
test_end (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  PscRecorder *recorder = psc_run_get_recorder (run);
  gint64 start_ns;
  guint index;

  psc_test_run_add_worker (run, 1, 0, 5, PSC_NEVER);
  psc_recorder_task_begun (recorder, 1, 0, 10);
  psc_recorder_queue_dry (recorder, 30);
  psc_recorder_queue_dry (recorder, 20);
  psc_recorder_slept (recorder, 7);
  psc_recorder_stopping (recorder);
  psc_run_take_batch (run);
  g_assert_cmpint (psc_run_get_state (run), ==, PSC_RUN_STOPPING);
  g_assert_true (psc_run_get_in_hand (run, 0, &index, &start_ns));

  psc_recorder_end_run (recorder, 0, NULL);
  psc_recorder_stopping (recorder);
  psc_run_take_batch (run);
  g_assert_cmpint (psc_run_get_state (run), ==, PSC_RUN_ENDED);
  g_assert_false (psc_run_get_in_hand (run, 0, &index, &start_ns));
  g_assert_cmpint (psc_run_get_dry_ns (run), ==, 30);
  g_assert_cmpint (psc_run_get_slept_ns (run), ==, 7);
}

static gpointer
record_tasks (gpointer data)
{
  PscRun *run = data;

  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    psc_test_run_add_task (run, i, 1, 1, i + 1, i * 10, i * 10 + 8);
  psc_recorder_end_run (psc_run_get_recorder (run), 77, NULL);

  return NULL;
}

static void
quit_cb (PscRun    *run,
         GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

static void
test_other_thread (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 20000);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GThread *thread;
  guint n_changed = 0;

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  g_signal_connect (run, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect (run, "ended", G_CALLBACK (quit_cb), loop);
  thread = g_thread_new ("lane", record_tasks, run);
  g_main_loop_run (loop);
  g_thread_join (thread);

  g_assert_cmpuint (psc_run_get_n_ended (run), ==, 20000);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==, 20000);
  g_assert_cmpint (psc_run_get_cpu_ns (run), ==, 77);
  /* A wake-up serves a batch, not a task. */
  g_assert_cmpuint (n_changed, <, 2000);
}

static void
test_sizes (void)
{
  /* The budget for a task of three steps without output is 200 bytes. */
  g_assert_cmpuint (sizeof (PscTaskRecord) + 3 * sizeof (PscStepRecord) + 5,
                    <=, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recorder/new", test_new);
  g_test_add_func ("/recorder/batches", test_batches);
  g_test_add_func ("/recorder/worker-record", test_worker_record);
  g_test_add_func ("/recorder/shortage", test_shortage);
  g_test_add_func ("/recorder/end", test_end);
  g_test_add_func ("/recorder/other-thread", test_other_thread);
  g_test_add_func ("/recorder/sizes", test_sizes);

  return g_test_run ();
}
