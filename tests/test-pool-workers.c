/* test-pool-workers.c: workers that die, are replaced, or never come
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "psc-error.h"
#include "psc-frame.h"
#include "psc-test-pool.h"
#include "psc-worker-program.h"

/* The first value of a NumPy stream that begins at seed 42. */
static const double first_value = -1473.632796;

typedef PscTestPool Fixture;

typedef struct
{
  PscRun   *run;
  char     *begun;     /* a file that the first step makes */
  char     *succeeded; /* one that the others wait for */
  gboolean  is_killed;
} Killer;

/* Kills the worker that holds the first file, once its step runs, and lets the
 * others go on when it has a successor. */
static gboolean
kill_cb (gpointer data)
{
  Killer *self = data;
  guint index;
  gint64 start_ns;

  if (self->is_killed && psc_run_get_n_workers (self->run) > 4)
    {
      g_assert_true (g_file_set_contents (self->succeeded, "", 0, NULL));
      return G_SOURCE_REMOVE;
    }
  if (self->is_killed || !g_file_test (self->begun, G_FILE_TEST_EXISTS))
    return G_SOURCE_CONTINUE;

  for (guint lane = 0; lane < 4; lane++)
    {
      guint n_workers;
      const guint32 *workers = psc_run_get_lane_workers (self->run, lane,
                                                         &n_workers);

      if (psc_run_get_in_hand (self->run, lane, &index, &start_ns) &&
          index == 0)
        {
          self->is_killed = TRUE;
          kill ((pid_t) psc_run_get_worker (self->run, workers[0])->id,
                SIGKILL);
        }
    }

  return G_SOURCE_CONTINUE;
}

static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *begun = g_build_filename (fixture->directory, "sub",
                                             "begun", NULL);
  g_autofree char *succeeded = g_build_filename (fixture->directory, "sub",
                                                 "succeeded", NULL);
  g_autofree char *command = g_strdup_printf (
    "sh -c 'case $0 in *file-00.txt) : > %s; exec sleep 100;; esac; "
    "until test -e %s; do sleep 0.02; done' {}", begun, succeeded);
  g_autoptr (PscRun) run = NULL;
  Killer killer = { NULL, begun, succeeded, FALSE };
  guint n_lost = 0;

  psc_test_pool_set_command (fixture->settings, command);
  killer.run = run = psc_test_pool_run_new (fixture);
  g_timeout_add (5, kill_cb, &killer);
  g_assert_true (psc_test_execute (run, NULL, NULL));
  psc_test_check_run (run);

  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_LOST), ==, 1);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==, 40);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 5);

  for (guint i = 0; i < 41; i++)
    {
      if (psc_run_get_task (run, i)->outcome == PSC_OUTCOME_LOST)
        {
          g_autofree char *reason = psc_run_dup_reason (run, i);
          const PscWorkerRecord *worker =
            psc_run_get_worker (run, psc_run_get_task (run, i)->worker - 1);

          g_assert_cmpstr (reason, ==, "its worker died: signal SIGKILL "
                                       "(often: out of memory)");
          g_assert_cmpint (worker->signal, ==, SIGKILL);
          n_lost++;
        }
    }
  g_assert_cmpuint (n_lost, ==, 1);
}

static void
test_restart (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;

  psc_test_pool_set_compute (fixture->settings);
  fixture->settings->chunk_size = 1;
  fixture->settings->tasks_per_worker = 1;
  run = psc_test_pool_run_new (fixture);
  g_assert_true (psc_test_execute (run, NULL, NULL));
  psc_test_check_run (run);
  g_assert_cmpuint (psc_run_get_n_workers (run), >=, 41);
  g_assert_cmpuint (psc_run_get_n_workers (run), <=, 44);

  /* Each begins the stream anew: the first trap at its purest. */
  for (guint i = 0; i < 41; i++)
    {
      g_assert_cmpfloat_with_epsilon (psc_run_get_step (run, i, 0)->value,
                                      first_value, 5e-7);
      g_assert_cmpint (psc_run_get_worker (run, i)->exit_code, ==, 0);
    }
}

/* Executes a run whose worker processes are this script; @directory is at the
 * script's hand as $D. */
static PscRun *
execute_with_worker (Fixture     *fixture,
                     const char  *script,
                     GError     **error)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *text = g_strdup_printf ("D=%s\n%s", directory, script);
  g_auto (GStrv) program = psc_test_make_program (directory, "worker", text);
  g_autofree char *saved = g_strdup (g_getenv ("POOLSCOPE_WORKER"));
  PscRun *run = psc_test_pool_run_new (fixture);

  g_setenv ("POOLSCOPE_WORKER", program[0], TRUE);
  psc_test_execute (run, NULL, error);
  if (saved != NULL)
    g_setenv ("POOLSCOPE_WORKER", saved, TRUE);
  else
    g_unsetenv ("POOLSCOPE_WORKER");

  psc_test_check_run (run);
  psc_test_remove_directory (directory);

  return run;
}

static void
test_dying_worker (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  g_autoptr (GError) error = NULL;

  run = execute_with_worker (fixture, "echo oops >&2; exit 3", &error);
  g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_WORKER);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_SKIPPED), ==, 41);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 16);
  g_assert_cmpint (psc_run_get_worker (run, 0)->exit_code, ==, 3);
  g_assert_cmpstr (psc_run_get_worker (run, 0)->message, ==, "oops\n");
  for (guint lane = 0; lane < 4; lane++)
    {
      g_assert_cmpint (psc_run_get_lane_down_ns (run, lane), >, 0);
      g_assert_cmpstr (psc_run_get_lane_reason (run, lane), ==,
                       error->message);
    }
}

/* One worker lives, and does the work of the others. */
static void
test_one_of_four (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *worker = psc_worker_program_find (NULL);
  g_autofree char *deaths = g_build_filename (fixture->directory, "deaths",
                                              NULL);
  g_autofree char *script = g_strdup_printf (
    "mkdir $D/taken 2>/dev/null || { echo death >> '%s'; exit 3; }\n"
    "exec '%s'", deaths, worker);
  g_autofree char *command = g_strdup_printf (
    "sh -c 'until test $(grep -c . \"%s\") -ge 12; do sleep 0.02; done' {}",
    deaths);
  g_autoptr (PscRun) run = NULL;
  g_autoptr (GError) error = NULL;
  guint n_down = 0;

  /* All lanes have had their chance before the first file is done. */
  psc_test_pool_set_command (fixture->settings, command);
  run = execute_with_worker (fixture, script, &error);
  g_assert_no_error (error);
  for (guint lane = 0; lane < 4; lane++)
    {
      guint n_tasks;

      psc_run_get_lane_tasks (run, lane, &n_tasks);
      if (n_tasks > 0)
        g_assert_cmpuint (n_tasks, ==, 41);
      n_down += psc_run_get_lane_down_ns (run, lane) != PSC_NEVER;
      g_assert_true ((n_tasks == 0) ==
                     (psc_run_get_lane_reason (run, lane) != NULL));
    }
  g_assert_cmpuint (n_down, ==, 3);
}

typedef struct
{
  const char *name;
  void      (*test) (Fixture       *fixture,
                     gconstpointer  data);
} Case;

static const Case cases[] = {
  { "lost", test_lost },
  { "restart", test_restart },
  { "dying-worker", test_dying_worker },
  { "one-of-four", test_one_of_four },
};

int
main (int   argc,
      char *argv[])
{
  psc_frame_catch_broken_pipes ();
  g_test_init (&argc, &argv, NULL);

  for (PscMode mode = PSC_MODE_PROCESS; mode <= PSC_MODE_PROCESS_EXECUTOR;
       mode++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          g_autofree char *path =
            g_strdup_printf ("/pool-workers/%s/%s", psc_mode_to_string (mode),
                             cases[i].name);

          g_test_add (path, Fixture, GUINT_TO_POINTER (mode), psc_test_pool_set_up,
                      cases[i].test, psc_test_pool_tear_down);
        }
    }

  return g_test_run ();
}
