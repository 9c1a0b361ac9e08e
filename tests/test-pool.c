/* test-pool.c: real runs in every mode
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <unistd.h>

#include "psc-error.h"
#include "psc-frame.h"
#include "psc-test-pool.h"

/* The values of one NumPy stream that begins at seed 42. */
static const double numpy_values[] = {
  -1473.632796, 1636.280988, 946.657335, 1662.814051,
};

typedef PscTestPool Fixture;

static void
test_default (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscRun) run = psc_test_pool_run_new (fixture);
  g_autoptr (GError) error = NULL;
  const PscStepRecord *step;
  g_autofree char *reason = NULL;

  g_assert_true (psc_test_execute (run, NULL, &error));
  g_assert_no_error (error);
  psc_test_check_run (run);

  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==, 40);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_NONZERO), ==, 1);
  reason = psc_run_dup_reason (run, 40);
  g_assert_cmpstr (reason, ==, "wc exited with status 1");

  step = psc_run_get_step (run, 7, 0);
  g_assert_nonnull (step->output);
  g_assert_nonnull (g_strstr_len (step->output->data,
                                  step->output->stdout_length, "ASCII text"));
  step = psc_run_get_step (run, 7, 2);
  g_assert_nonnull (g_strstr_len (step->output->data,
                                  step->output->stdout_length, " 1  1 12 "));
  g_assert_cmpint (psc_run_get_cpu_ns (run), >, 0);
}

static void
test_chunks (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  PscMode mode = fixture->settings->mode;
  /* 41 files, 4 workers: ceil (41 / 16) = 3. */
  guint size = mode == PSC_MODE_PROCESS || mode == PSC_MODE_DUMMY ? 3 : 1;

  psc_test_pool_set_compute (fixture->settings);
  run = psc_test_pool_run_new (fixture);
  g_assert_true (psc_test_execute (run, NULL, NULL));
  psc_test_check_run (run);

  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    g_assert_cmpuint (psc_run_get_task (run, i)->chunk, ==, i / size + 1);
}

static gboolean
has_value (PscRun *run,
           guint   n_tasks,
           double  value)
{
  for (guint i = 0; i < n_tasks; i++)
    {
      if (fabs (psc_run_get_step (run, i, 0)->value - value) < 5e-7)
        return TRUE;
    }

  return FALSE;
}

static void
test_inherited (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;

  psc_test_pool_set_compute (fixture->settings);
  run = psc_test_pool_run_new (fixture);
  g_assert_true (psc_test_execute (run, NULL, NULL));

  if (psc_mode_is_process (fixture->settings->mode))
    {
      /* Every worker begins the stream anew. */
      for (guint lane = 0; lane < 4; lane++)
        {
          guint n_tasks;
          const guint32 *tasks = psc_run_get_lane_tasks (run, lane, &n_tasks);

          for (guint i = 0; i < MIN (n_tasks, 4); i++)
            g_assert_cmpfloat_with_epsilon (
              psc_run_get_step (run, tasks[i], 0)->value, numpy_values[i],
              5e-7);
        }
    }
  else
    {
      /* Threads share one stream: each value comes once. */
      for (guint i = 0; i < G_N_ELEMENTS (numpy_values); i++)
        g_assert_true (has_value (run, 41, numpy_values[i]));
      for (guint i = 0; i < 41; i++)
        for (guint k = 0; k < i; k++)
          g_assert_true (psc_run_get_step (run, i, 0)->value !=
                         psc_run_get_step (run, k, 0)->value);
    }
}

static void
test_independent (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  g_autoptr (PscRun) alone = NULL;

  psc_test_pool_set_compute (fixture->settings);
  fixture->settings->streams = PSC_STREAMS_INDEPENDENT;
  run = psc_test_pool_run_new (fixture);
  g_assert_true (psc_test_execute (run, NULL, NULL));

  fixture->settings->mode = PSC_MODE_THREAD;
  fixture->settings->workers = 1;
  alone = psc_test_pool_run_new (fixture);
  g_assert_true (psc_test_execute (alone, NULL, NULL));

  for (guint i = 0; i < 41; i++)
    g_assert_cmpfloat (psc_run_get_step (run, i, 0)->value, ==,
                       psc_run_get_step (alone, i, 0)->value);
}

static void
test_few_files (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (PscListing) listing =
    psc_listing_new_for_names (fixture->directory,
                               (const char *[]) { "file-00.txt", NULL });
  g_autoptr (PscRun) run = psc_run_new (fixture->settings, listing);

  g_assert_true (psc_test_execute (run, NULL, NULL));
  psc_test_check_run (run);

  /* On demand, a worker for whom there is no file is not made. */
  g_assert_cmpuint (psc_run_get_n_workers (run), ==,
                    fixture->settings->mode == PSC_MODE_THREAD ? 1 : 4);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

/* Stops the run once every lane holds a task. */
static void
stop_when_busy (PscRun       *run,
                GCancellable *cancellable)
{
  guint index;
  gint64 start_ns;

  for (guint lane = 0; lane < psc_run_get_n_lanes (run); lane++)
    {
      if (!psc_run_get_in_hand (run, lane, &index, &start_ns))
        return;
    }

  g_cancellable_cancel (cancellable);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;
  gint64 began;

  psc_test_pool_set_command (fixture->settings, "sh -c 'sleep 30 & sleep 30; true' {}");
  run = psc_test_pool_run_new (fixture);
  g_signal_connect (run, "changed", G_CALLBACK (stop_when_busy), cancellable);
  began = g_get_monotonic_time ();
  g_assert_false (psc_test_execute (run, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  psc_test_check_run (run);

  /* Far less than a step takes by itself. */
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED), ==, 41);
  for (guint lane = 0; lane < 4; lane++)
    {
      guint n_tasks;

      psc_run_get_lane_tasks (run, lane, &n_tasks);
      g_assert_cmpuint (n_tasks, ==, 1);
    }
}

/* No file is left that no worker has begun: it is a stop all the same. */
static void
test_stop_last (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const names[] = { "file-00.txt", "file-01.txt", NULL };
  g_autoptr (PscListing) listing =
    psc_listing_new_for_names (fixture->directory, names);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;

  psc_test_pool_set_command (fixture->settings, "sh -c 'sleep 30' {}");
  run = psc_run_new (fixture->settings, listing);
  g_timeout_add (500, cancel_cb, cancellable);
  g_assert_false (psc_test_execute (run, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  psc_test_check_run (run);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED), ==, 2);
}

static void
test_stop_compute (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;

  psc_test_pool_set_compute (fixture->settings);
  fixture->settings->work = PSC_MAX_WORK;
  run = psc_test_pool_run_new (fixture);
  g_timeout_add (200, cancel_cb, cancellable);
  g_assert_false (psc_test_execute (run, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  psc_test_check_run (run);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED), ==, 41);
}

/* A stop that comes before anything has begun is a stop all the same. */
static void
test_stop_early (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = psc_test_pool_run_new (fixture);

  g_cancellable_cancel (cancellable);
  g_assert_false (psc_test_execute (run, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  psc_test_check_run (run);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_STOPPED), ==, 41);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 0);

  /* The moment counts from the beginning of the run, as every other. */
  g_assert_cmpint (psc_run_get_dry_ns (run), >=, 0);
  g_assert_cmpint (psc_run_get_dry_ns (run), <,
                   PSC_TEST_DEADLINE_MS * G_GINT64_CONSTANT (1000000));
}

typedef struct
{
  GThread *owner;
  guint    n_freed;
} Owner;

static void
freed_cb (gpointer  data,
          GClosure *closure)
{
  Owner *owner = data;

  g_assert_true (g_thread_self () == owner->owner);
  owner->n_freed++;
}

static void
nothing_cb (PscRun *run,
            Owner  *owner)
{
}

static void
forgotten_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  gboolean *done = user_data;

  g_assert_true (psc_pool_execute_finish (PSC_RUN (object), result, NULL));
  *done = TRUE;
}

/* A run that only its execution holds goes where it came from, and when the
 * callback comes no thread or descriptor of the pool is left. */
static void
test_last_reference (Fixture       *fixture,
                     gconstpointer  data)
{
  Owner owner = { g_thread_self (), 0 };
  guint n_files = 0;

  psc_test_pool_set_compute (fixture->settings);
  fixture->settings->work = 0;
  g_main_context_iteration (NULL, FALSE);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      PscRun *run = psc_test_pool_run_new (fixture);
      gboolean done = FALSE;

      g_signal_connect_data (run, "changed", G_CALLBACK (nothing_cb), &owner,
                             freed_cb, 0);
      psc_pool_execute_async (run, cancellable, forgotten_cb, &done);
      g_object_unref (run);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
      if (i == 0 && !psc_mode_is_process (fixture->settings->mode))
        n_files = psc_test_count_files ();
      else if (n_files != 0)
        g_assert_cmpuint (psc_test_count_files (), <=, n_files);
    }

  psc_test_wait_until (owner.n_freed == 20);
}

static void
test_timeout (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  g_autofree char *reason = NULL;

  /* Of three files one takes too long; the others are not touched by it. */
  psc_test_pool_set_command (fixture->settings,
               "sh -c 'case $0 in *-01.txt) sleep 30;; esac' {}");
  fixture->settings->step_timeout_ns = PSC_NSEC_PER_SEC / 2;
  run = psc_test_pool_run_new (fixture);
  g_assert_true (psc_test_execute (run, NULL, NULL));
  psc_test_check_run (run);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_TIMED_OUT), ==, 1);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==, 40);
  reason = psc_run_dup_reason (run, 1);
  g_assert_cmpstr (reason, ==, "own was ended after the time limit of 0.5 s");
}

static void
test_no_work (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;

  psc_test_pool_set_compute (fixture->settings);
  fixture->settings->work = 0;
  run = psc_test_pool_run_new (fixture);
  g_assert_true (psc_test_execute (run, NULL, NULL));
  psc_test_check_run (run);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==, 41);
  g_assert_true (isnan (psc_run_get_step (run, 3, 0)->value));
}

static void
test_missing_tool (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  g_autoptr (GError) error = NULL;

  psc_test_pool_set_command (fixture->settings, "no-such-program-here {}");
  run = psc_test_pool_run_new (fixture);
  g_assert_false (psc_test_execute (run, NULL, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_TOOL);
  g_assert_cmpint (psc_run_get_state (run), ==, PSC_RUN_NEW);
}

typedef struct
{
  const char *name;
  void      (*test) (Fixture       *fixture,
                     gconstpointer  data);
} Case;

static const Case cases[] = {
  { "default", test_default },
  { "chunks", test_chunks },
  { "inherited", test_inherited },
  { "independent", test_independent },
  { "few-files", test_few_files },
  { "stop", test_stop },
  { "stop-last", test_stop_last },
  { "stop-compute", test_stop_compute },
  { "stop-early", test_stop_early },
  { "last-reference", test_last_reference },
  { "timeout", test_timeout },
  { "no-work", test_no_work },
  { "missing-tool", test_missing_tool },
};

int
main (int   argc,
      char *argv[])
{
  psc_frame_catch_broken_pipes ();
  g_test_init (&argc, &argv, NULL);

  for (guint mode = 0; mode < PSC_N_MODES; mode++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          g_autofree char *path =
            g_strdup_printf ("/pool/%s/%s", psc_mode_to_string (mode),
                             cases[i].name);

          g_test_add (path, Fixture, GUINT_TO_POINTER (mode), psc_test_pool_set_up,
                      cases[i].test, psc_test_pool_tear_down);
        }
    }

  return g_test_run ();
}
