/* test-worker-end.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "psc-test-run.h"
#include "psc-worker-end.h"

static void
end_worker (PscRun *run,
            guint   worker,
            gint64  ended_ns,
            int     exit_code,
            int     signal)
{
  psc_recorder_worker_ended (psc_run_get_recorder (run), worker, ended_ns,
                             exit_code, signal, NULL);
  psc_run_take_batch (run);
}

static void
check (PscRun     *run,
       guint       worker,
       const char *text,
       const char *story)
{
  g_autofree char *found_text = NULL;
  g_autofree char *found_story = NULL;

  g_assert_true (psc_worker_end_is_death (run, worker));
  found_text = psc_worker_end_dup_text (run, worker);
  g_assert_cmpstr (found_text, ==, text);
  found_story = psc_worker_end_dup_story (run, worker);
  g_assert_cmpstr (found_story, ==, story);
}

/* One after the other in lane 1, each in another way. */
static void
test_deaths (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 4);

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 2, 10);
  psc_test_run_lose_task (run, 1, 1, 10, 20);
  end_worker (run, 1, 21, -1, SIGKILL);

  psc_test_run_add_worker (run, 1, 22, 25, PSC_NEVER);
  psc_test_run_lose_task (run, 2, 2, 30, 40);
  end_worker (run, 2, 41, 0, 0);

  psc_test_run_add_worker (run, 1, 42, PSC_NEVER, PSC_NEVER);
  end_worker (run, 3, 43, 3, 0);

  psc_test_run_add_worker (run, 1, 44, 46, PSC_NEVER);
  end_worker (run, 4, 47, -1, SIGSEGV);
  psc_recorder_lane_gave_up (psc_run_get_recorder (run), 1, 48, "no luck");
  psc_run_take_batch (run);

  g_assert_cmpuint (psc_worker_end_count (run), ==, 4);
  check (run, 0, "worker 1 was killed (SIGKILL)",
         "Worker 1 was killed (SIGKILL). One file is lost: "
         "“file-000001”. Worker 2 has taken its place in lane 1.");
  check (run, 1, "worker 2 left without finishing (exit status 0)",
         "Worker 2 left without finishing (exit status 0). One "
         "file is lost: “file-000002”. Worker 3 has taken its place in lane 1.");
  check (run, 2, "worker 3 did not start",
         "Worker 3 did not start. It held no file, and none is "
         "lost. Worker 4 has taken its place in lane 1.");
  check (run, 3, "worker 4 crashed (SIGSEGV)",
         "Worker 4 crashed (SIGSEGV). It held no file, and none "
         "is lost. Lane 1 has no worker any more.");
}

/* The last file is lost with the last worker that was needed. */
static void
test_last (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  psc_test_run_lose_task (run, 0, 1, 2, 10);
  end_worker (run, 1, 11, -1, SIGKILL);
  check (run, 0, "worker 1 was killed (SIGKILL)",
         "Worker 1 was killed (SIGKILL). One file is lost: “file-000000”. Lane "
         "1 has no worker at the moment.");

  psc_test_run_end (run, 2);
  check (run, 0, "worker 1 was killed (SIGKILL)",
         "Worker 1 was killed (SIGKILL). One file is lost: “file-000000”. Lane "
         "1 had no work left for another one.");
}

/* Nobody knows whether there would have been work for another one. */
static void
test_stopped (void)
{
  const PscTaskRecord stopped = {
    .start_ns = PSC_NEVER,
    .end_ns = PSC_NEVER,
    .outcome = PSC_OUTCOME_STOPPED,
    .cause = PSC_CAUSE_STOP_BEFORE,
  };
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  PscStepRecord steps[8];

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    steps[i].start_ns = steps[i].end_ns = PSC_NEVER;
  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  psc_test_run_lose_task (run, 0, 1, 2, 10);
  end_worker (run, 1, 11, -1, SIGKILL);
  psc_test_run_add_task_full (run, 1, &stopped, steps, 12);
  psc_test_run_end (run, PSC_NEVER);

  check (run, 0, "worker 1 was killed (SIGKILL)",
         "Worker 1 was killed (SIGKILL). One file is lost: “file-000000”. The "
         "run ended before lane 1 got another one.");
}

/* It was stopped or hung, until it was given up. */
static void
test_silent (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  psc_recorder_worker_silent (psc_run_get_recorder (run), 1, 5, FALSE);
  psc_test_run_lose_task (run, 0, 1, 2, 10);
  end_worker (run, 1, 11, -1, SIGKILL);
  psc_test_run_end (run, 2);

  check (run, 0, "worker 1 did not answer and was killed (SIGKILL)",
         "Worker 1 did not answer and was killed (SIGKILL). One file is lost: "
         "“file-000000”. Lane 1 had no work left for another one.");
}

/* Replaced in time, stopped with the run, still there, or a thread. */
static void
test_no_deaths (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 2);
  g_autoptr (PscRun) threads = psc_test_run_new (PSC_MODE_THREAD, 1, 1);

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, 1, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 2, 10);
  end_worker (run, 1, 11, 0, 0);
  psc_test_run_add_worker (run, 1, 12, 13, PSC_NEVER);
  psc_test_run_add_task (run, 1, 1, 3, 2, 14, 20);
  g_assert_cmpuint (psc_worker_end_count (run), ==, 0);
  end_worker (run, 3, 30, -1, SIGKILL);
  end_worker (run, 2, 30, -1, SIGKILL);
  g_assert_cmpuint (psc_worker_end_count (run), ==, 0);

  psc_test_run_add_worker (threads, 1, 0, 1, 20);
  psc_test_run_add_task (threads, 0, 1, 1, 1, 2, 10);
  psc_test_run_add_worker (threads, 1, 21, 22, 30);
  g_assert_cmpuint (psc_worker_end_count (threads), ==, 0);
}

/* Only a process that is there can be hit. */
static void
test_obstacle (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 0);
  g_autoptr (PscRun) threads = psc_test_run_new (PSC_MODE_THREAD, 1, 0);

  psc_test_run_add_worker (threads, 1, 0, 1, PSC_NEVER);
  psc_run_take_batch (threads);
  g_assert_cmpstr (psc_worker_end_get_obstacle (threads, 0), ==,
                   "A thread cannot be killed alone");

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, 1, 5);
  psc_run_take_batch (run);
  g_assert_null (psc_worker_end_get_obstacle (run, 0));
  g_assert_cmpstr (psc_worker_end_get_obstacle (run, 1), ==,
                   "This worker has ended");

  psc_test_run_end (run, PSC_NEVER);
  g_assert_cmpstr (psc_worker_end_get_obstacle (run, 0), ==,
                   "The run has ended");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worker-end/deaths", test_deaths);
  g_test_add_func ("/worker-end/last", test_last);
  g_test_add_func ("/worker-end/stopped", test_stopped);
  g_test_add_func ("/worker-end/silent", test_silent);
  g_test_add_func ("/worker-end/obstacle", test_obstacle);
  g_test_add_func ("/worker-end/no-deaths", test_no_deaths);

  return g_test_run ();
}
