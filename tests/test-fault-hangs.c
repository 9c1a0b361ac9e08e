/* test-fault-hangs.c: workers and steps that do not come to an end
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "psc-test-fault.h"

/* The worker, from 0, that does the task; G_MAXUINT when nobody does. */
static guint
find_worker_of (PscRun *run,
                guint   task)
{
  for (guint lane = 0; lane < psc_run_get_n_lanes (run); lane++)
    {
      guint index, n_workers;
      gint64 start_ns;
      const guint32 *workers = psc_run_get_lane_workers (run, lane,
                                                         &n_workers);

      if (n_workers > 0 &&
          psc_run_get_in_hand (run, lane, &index, &start_ns) && index == task)
        return workers[n_workers - 1];
    }

  return G_MAXUINT;
}

/* What is seen of workers that do not answer, while they do not. */
typedef struct
{
  guint       n_stopped;
  guint       n_silent;
  gboolean    is_heard; /* one that had been silent */

  PscRun     *run;
  const char *begun;    /* a file that the first task makes */
} Silence;

static void
note_silent (PscRun  *run,
             Silence *silence)
{
  guint n_silent = 0;

  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      const PscWorkerRecord *worker = psc_run_get_worker (run, i);

      if (worker->silent_ns != PSC_NEVER)
        {
          g_assert_cmpint (worker->silent_ns, >=, worker->ready_ns);
          n_silent++;
        }
    }

  silence->is_heard = n_silent < silence->n_silent;
  silence->n_silent = MAX (silence->n_silent, n_silent);
}

/* The first worker that is seen with the first task is stopped. */
static void
stop_first (PscRun  *run,
            Silence *silence)
{
  guint worker = find_worker_of (run, 0);

  if (silence->n_stopped == 0 && worker != G_MAXUINT)
    {
      g_assert_true (psc_run_signal_worker (run, worker, SIGSTOP, NULL));
      silence->n_stopped++;
    }
  note_silent (run, silence);
}

/* What a worker has been sent, it may not have read yet: then nothing would be
 * lost with it. */
static gboolean
stop_begun_cb (gpointer data)
{
  Silence *silence = data;

  if (g_file_test (silence->begun, G_FILE_TEST_EXISTS))
    stop_first (silence->run, silence);

  return silence->n_stopped > 0 ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* One worker is stopped with a file in hand.  Another one waits for a command
 * for longer than that is borne, which is no fault of its. */
static void
test_stopped (PscTestFault  *self,
              gconstpointer  data)
{
  g_autofree char *begun = g_build_filename (self->tools, "begun", NULL);
  g_autofree char *step = g_strdup_printf (
    "own=sh -c 'case $0 in *000) : > %s; sleep 5;; *006) sleep 12;; esac' {}",
    begun);
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;
  Silence silence = { .begun = begun };

  psc_test_fault_set_step (self, step);
  self->settings->mode = GPOINTER_TO_UINT (data);
  self->settings->chunk_size = 6;
  silence.run = run = psc_test_fault_run_new (self);
  g_signal_connect (run, "changed", G_CALLBACK (note_silent), &silence);
  g_timeout_add (5, stop_begun_cb, &silence);
  psc_test_execute (run, NULL, &error);
  psc_test_check_run (run);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 11, PSC_OUTCOME_LOST, 1);
  psc_test_fault_assert_reason (run, PSC_OUTCOME_LOST,
                                "it was stopped and gave no sign for 10 "
                                "seconds");
  g_assert_cmpuint (silence.n_silent, ==, 1);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 3);
}

static gboolean
continue_cb (gpointer data)
{
  PscRun *run = data;

  /* Whoever was not stopped does not mind. */
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    psc_run_signal_worker (run, i, SIGCONT, NULL);

  return G_SOURCE_REMOVE;
}

/* What is known of the one time in which a worker gave no sign. */
static const PscSilence *
get_silence (PscRun *run)
{
  const PscSilence *silence;

  g_assert_cmpuint (psc_run_get_n_silences (run), ==, 1);
  silence = psc_run_get_silence (run, 0);
  g_assert_cmpint (silence->start_ns, >=,
                   psc_run_get_worker (run, silence->worker - 1)->ready_ns);

  return silence;
}

/* Who answers again in time has lost nothing. */
static void
test_continued (PscTestFault  *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;
  Silence silence = { 0, };

  psc_test_fault_set_step (self, "own=sh -c 'case $0 in *000) sleep 1;; esac' "
                                 "{}");
  run = psc_test_fault_run_new (self);
  g_signal_connect (run, "changed", G_CALLBACK (stop_first), &silence);
  g_timeout_add (7000, continue_cb, run);
  psc_test_execute (run, NULL, &error);
  psc_test_check_run (run);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 12, PSC_OUTCOME_LOST, 0);
  g_assert_cmpuint (silence.n_silent, ==, 1);
  g_assert_true (silence.is_heard);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 2);
  g_assert_true (get_silence (run)->is_stopped);
  g_assert_cmpint (get_silence (run)->end_ns, >,
                   get_silence (run)->start_ns + 5 * PSC_NSEC_PER_SEC);
}

/* Stops the worker that has the first task, and continues it later. */
typedef struct
{
  gboolean from_outside; /* and not by means of the run */
  guint    stopped_ms;
  PscRun  *run;
  guint    worker;       /* from 0 */
  gboolean is_done;
} Stop;

static void
signal_worker (Stop *stop,
               int   signal)
{
  pid_t pid = (pid_t) psc_run_get_worker (stop->run, stop->worker)->id;

  if (stop->from_outside)
    g_assert_no_errno (kill (pid, signal));
  else
    g_assert_true (psc_run_signal_worker (stop->run, stop->worker, signal,
                                          NULL));
}

static gboolean
end_stop_cb (gpointer data)
{
  signal_worker (data, SIGCONT);

  return G_SOURCE_REMOVE;
}

static void
begin_stop (PscRun *run,
            Stop   *stop)
{
  guint worker = find_worker_of (run, 0);

  if (stop->is_done || worker == G_MAXUINT)
    return;

  stop->run = run;
  stop->worker = worker;
  stop->is_done = TRUE;
  signal_worker (stop, SIGSTOP);
  g_timeout_add (stop->stopped_ms, end_stop_cb, stop);
}

static void
check_stop (PscTestFault *self,
            gboolean      from_outside,
            guint         stopped_ms)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;
  Stop stop = { from_outside, stopped_ms, };

  psc_test_fault_set_step (self, "own=sh -c 'case $0 in *000) sleep 2;; esac' "
                                 "{}");
  run = psc_test_fault_run_new (self);
  g_signal_connect (run, "changed", G_CALLBACK (begin_stop), &stop);
  psc_test_execute (run, NULL, &error);
  psc_test_check_run (run);

  g_assert_no_error (error);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==, 12);
  g_assert_cmpuint (get_silence (run)->worker, ==, stop.worker + 1);
  g_assert_true (get_silence (run)->is_stopped);
  g_assert_cmpint (get_silence (run)->end_ns, >, get_silence (run)->start_ns);
}

/* Whoever stops a worker here and continues it before anybody could miss it
 * leaves a trace all the same. */
static void
test_brief (PscTestFault  *self,
            gconstpointer  data)
{
  check_stop (self, FALSE, 300);
}

/* One that another program stops is missed when its next sign is overdue, long
 * before it would be given up. */
static void
test_outside (PscTestFault  *self,
              gconstpointer  data)
{
  check_stop (self, TRUE, 3000);
}

/* One worker hangs; the other one computes for longer than silence is borne. */
static void
test_hangs (PscTestFault  *self,
            gconstpointer  data)
{
  g_autoptr (PscListing) listing = psc_listing_new_for_names (
    self->directory, (const char * const[]) { "one", "two", NULL });
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;
  Silence silence = { 0, };

  psc_test_fault_set_step (self, "compute");
  psc_test_fault_set_worker (self, "hang@1", 1);
  self->settings->work = PSC_MAX_WORK;
  self->settings->step_timeout_ns = 12 * PSC_NSEC_PER_SEC;
  self->settings->chunk_size = 1;
  run = psc_run_new (self->settings, listing);
  g_signal_connect (run, "changed", G_CALLBACK (note_silent), &silence);
  psc_test_execute (run, NULL, &error);
  psc_test_check_run (run);

  g_assert_no_error (error);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_LOST), ==, 1);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_TIMED_OUT), ==, 1);
  psc_test_fault_assert_reason (run, PSC_OUTCOME_LOST,
                                "it gave no sign for 10 seconds");
  g_assert_cmpuint (silence.n_silent, ==, 1);
  g_assert_false (get_silence (run)->is_stopped);
  g_assert_cmpint (get_silence (run)->end_ns, ==, PSC_NEVER);
}

int
main (int   argc,
      char *argv[])
{
  psc_test_fault_init (&argc, &argv);

  psc_test_fault_add ("/fault/hangs/stopped/process", test_stopped,
                      GUINT_TO_POINTER (PSC_MODE_PROCESS));
  psc_test_fault_add ("/fault/hangs/stopped/process-executor", test_stopped,
                      GUINT_TO_POINTER (PSC_MODE_PROCESS_EXECUTOR));
  psc_test_fault_add ("/fault/hangs/continued", test_continued, NULL);
  psc_test_fault_add ("/fault/hangs/brief", test_brief, NULL);
  psc_test_fault_add ("/fault/hangs/outside", test_outside, NULL);
  psc_test_fault_add ("/fault/hangs/worker", test_hangs, NULL);

  return g_test_run ();
}
