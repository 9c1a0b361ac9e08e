/* test-fault-signals.c: what is sent to one worker of a run
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "psc-error.h"
#include "psc-frame.h"
#include "psc-test-pool.h"

typedef PscTestPool Fixture;

typedef struct
{
  int   signal;
  guint n_sent;
} Sender;

/* The index of a worker that is seen with a task in hand, or G_MAXUINT. */
static guint
find_busy_worker (PscRun *run)
{
  for (guint lane = 0; lane < psc_run_get_n_lanes (run); lane++)
    {
      guint index, n_workers;
      gint64 start_ns;
      const guint32 *workers = psc_run_get_lane_workers (run, lane,
                                                         &n_workers);

      if (n_workers > 0 && psc_run_get_in_hand (run, lane, &index, &start_ns))
        return workers[n_workers - 1];
    }

  return G_MAXUINT;
}

static void
send_once (PscRun *run,
           Sender *sender)
{
  guint worker = find_busy_worker (run);

  if (sender->n_sent == 0 && worker != G_MAXUINT)
    {
      g_assert_true (psc_run_signal_worker (run, worker, sender->signal, NULL));
      sender->n_sent++;
    }
}

/* The signal may come when the worker has done its file: then none is lost. */
static void
test_kill (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  Sender sender = { SIGKILL, 0 };
  guint n_lost;

  psc_test_pool_set_command (fixture->settings, "sh -c 'sleep 0.05' {}");
  run = psc_test_pool_run_new (fixture);
  g_signal_connect (run, "changed", G_CALLBACK (send_once), &sender);
  g_assert_true (psc_test_execute (run, NULL, NULL));
  psc_test_check_run (run);
  g_assert_cmpuint (sender.n_sent, ==, 1);
  n_lost = psc_run_get_n_outcome (run, PSC_OUTCOME_LOST);
  g_assert_cmpuint (n_lost, <=, 1);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==,
                    41 - n_lost);
  g_assert_cmpuint (psc_run_get_n_workers (run), <=, 5);
}

static gboolean
continue_cb (gpointer data)
{
  PscRun *run = data;

  /* Only the one that was stopped minds; others may have left. */
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    psc_run_signal_worker (run, i, SIGCONT, NULL);

  return G_SOURCE_REMOVE;
}

/* A pause is not a death. */
static void
test_pause (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  Sender sender = { SIGSTOP, 0 };

  psc_test_pool_set_command (fixture->settings, "sh -c 'sleep 0.02' {}");
  run = psc_test_pool_run_new (fixture);
  g_signal_connect (run, "changed", G_CALLBACK (send_once), &sender);
  g_timeout_add (1500, continue_cb, run);
  g_assert_true (psc_test_execute (run, NULL, NULL));
  psc_test_check_run (run);
  g_assert_cmpuint (sender.n_sent, ==, 1);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==, 41);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 4);
}

static void
assert_refused (PscRun *run)
{
  g_assert_cmpuint (psc_run_get_n_workers (run), >, 0);
  for (guint i = 0; i <= psc_run_get_n_workers (run); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (psc_run_signal_worker (run, i, SIGCONT, &error));
      g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_WORKER);
    }
}

static void
test_ended (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;

  psc_test_pool_set_compute (fixture->settings);
  run = psc_test_pool_run_new (fixture);
  g_assert_false (psc_run_signal_worker (run, 0, SIGCONT, NULL));
  g_assert_true (psc_test_execute (run, NULL, NULL));
  assert_refused (run);
}

static void
refuse_once (PscRun *run,
             guint  *n_refused)
{
  if (find_busy_worker (run) != G_MAXUINT)
    {
      assert_refused (run);
      (*n_refused)++;
    }
}

/* A signal to a thread would be one to the whole program. */
static void
test_thread (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  guint n_refused = 0;

  psc_test_pool_set_command (fixture->settings, "sh -c 'sleep 0.02' {}");
  run = psc_test_pool_run_new (fixture);
  g_signal_connect (run, "changed", G_CALLBACK (refuse_once), &n_refused);
  g_assert_true (psc_test_execute (run, NULL, NULL));
  g_assert_cmpuint (n_refused, >, 0);
}

static void
add (const char *name,
     PscMode     mode,
     void      (*test) (Fixture       *fixture,
                        gconstpointer  data))
{
  g_autofree char *path = g_strdup_printf ("/fault/signals/%s/%s", name,
                                           psc_mode_to_string (mode));

  g_test_add (path, Fixture, GUINT_TO_POINTER (mode), psc_test_pool_set_up,
              test, psc_test_pool_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  psc_frame_catch_broken_pipes ();
  g_test_init (&argc, &argv, NULL);

  for (PscMode mode = PSC_MODE_PROCESS; mode <= PSC_MODE_PROCESS_EXECUTOR;
       mode++)
    {
      add ("kill", mode, test_kill);
      add ("pause", mode, test_pause);
      add ("ended", mode, test_ended);
    }
  add ("thread", PSC_MODE_THREAD, test_thread);
  add ("thread", PSC_MODE_DUMMY, test_thread);

  return g_test_run ();
}
