/* test-fault-restarts.c: how often a lane gets another worker
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "psc-error.h"
#include "psc-test-fault.h"

#define N_LANES 2

/* How often all workers of a run are killed, in so many runs. */
#define N_ROUNDS 10
#define N_RUNS   5

/* No more than four tries a lane, and what the workers said is kept. */
static void
test_limit (PscTestFault  *self,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;

  psc_test_fault_set_step (self, "compute");
  self->settings->workers = N_LANES;
  psc_test_fault_set_worker (self, "exit-after-hello", 1000);
  run = psc_test_fault_run (self, &error);

  g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_WORKER);
  g_assert_cmpuint (psc_run_get_n_workers (run), <=, 4 * N_LANES);
  psc_test_fault_assert_outcomes (run, 0, PSC_OUTCOME_SKIPPED, 12);
  for (guint lane = 0; lane < N_LANES; lane++)
    g_assert_cmpint (psc_run_get_lane_down_ns (run, lane), !=, PSC_NEVER);
  g_assert_cmpstr (psc_run_get_last_messages (run), ==,
                   "This worker does not want to work.\n");
}

/* The command line says what the workers said, and gives up. */
static void
test_told (PscTestFault  *self,
           gconstpointer  data)
{
  g_autoptr (PscTestCli) cli = NULL;

  psc_test_fault_set_worker (self, "exit-after-hello", 1000);
  cli = psc_test_cli_run ("run", "--mode=process", "--workers=2",
                          self->directory);
  psc_test_cli_assert_status (cli, 3);
  psc_test_cli_assert_says (cli, "The last messages of a worker were:");
  psc_test_cli_assert_says (cli, "\n  This worker does not want to work.\n");
}

/* A step kills its worker for these files, which must not cost the others. */
static void
run_with_poison (PscTestFault *self,
                 const char   *files,
                 guint         n_lost)
{
  g_autofree char *script =
    g_strdup_printf ("case $1 in %s) kill -KILL $PPID; sleep 100;; esac",
                     files);
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;

  psc_test_fault_add_tool (self, "bite", script);
  psc_test_fault_set_step (self, "own=bite");
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 12 - n_lost, PSC_OUTCOME_LOST, n_lost);
  psc_test_fault_assert_reason (run, PSC_OUTCOME_LOST, "signal SIGKILL");
  g_assert_cmpuint (psc_run_get_n_workers (run), <=,
                    self->settings->workers + n_lost);
}

static void
test_poison (PscTestFault  *self,
             gconstpointer  data)
{
  self->settings->mode = GPOINTER_TO_UINT (data);
  run_with_poison (self, "*005", 1);
}

/* As many in a row as a worker that cannot live would not get. */
static void
test_poison_row (PscTestFault  *self,
                 gconstpointer  data)
{
  self->settings->mode = GPOINTER_TO_UINT (data);
  self->settings->workers = 1;
  self->settings->chunk_size = 12;
  run_with_poison (self, "*00[1-9]", 9);
}

/* Where no file goes well the run does not go through all of them. */
static void
test_poison_all (PscTestFault  *self,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;
  guint n_lost;

  psc_test_fault_make_files (self, 100);
  psc_test_fault_add_tool (self, "bite", "kill -KILL $PPID; sleep 100");
  psc_test_fault_set_step (self, "own=bite");
  self->settings->workers = N_LANES;
  run = psc_test_fault_run (self, &error);

  g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_WORKER);
  n_lost = psc_run_get_n_outcome (run, PSC_OUTCOME_LOST);
  g_assert_cmpuint (n_lost, >, 4 * N_LANES);
  g_assert_cmpuint (n_lost, <, 50);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_SKIPPED), ==,
                    100 - n_lost);
}

static guint
count_busy (PscRun *run)
{
  guint n_busy = 0;

  for (guint lane = 0; lane < psc_run_get_n_lanes (run); lane++)
    {
      guint index;
      gint64 start_ns;

      if (psc_run_get_in_hand (run, lane, &index, &start_ns))
        n_busy++;
    }

  return n_busy;
}

/* Kills all workers that are seen at work. */
typedef struct
{
  guint n_rounds;
  guint n_killed;
} Killer;

static void
kill_all (PscRun *run,
          Killer *killer)
{
  /* Where nothing is ever done, lanes give up. */
  if (killer->n_rounds == N_ROUNDS ||
      count_busy (run) < psc_run_get_n_lanes (run) ||
      psc_run_get_n_outcome (run, PSC_OUTCOME_OK) <
      4 * (killer->n_rounds + 1))
    return;

  for (guint lane = 0; lane < psc_run_get_n_lanes (run); lane++)
    {
      guint n_workers;
      const guint32 *workers = psc_run_get_lane_workers (run, lane,
                                                         &n_workers);

      if (psc_run_signal_worker (run, workers[n_workers - 1], SIGKILL, NULL))
        killer->n_killed++;
    }
  killer->n_rounds++;
}

/* A step that has its worker's number told. */
typedef struct
{
  PscRun *run;
  char   *path;
} Caller;

/* Kills the worker whose step has said so. */
static gboolean
kill_caller_cb (gpointer data)
{
  Caller *self = data;
  g_autofree char *text = NULL;
  gint64 pid;

  if (!g_file_get_contents (self->path, &text, NULL, NULL) ||
      !g_str_has_suffix (text, "\n"))
    return G_SOURCE_CONTINUE;

  pid = g_ascii_strtoll (text, NULL, 10);
  for (guint i = 0; i < psc_run_get_n_workers (self->run); i++)
    {
      if (psc_run_get_worker (self->run, i)->id == pid)
        g_assert_true (psc_run_signal_worker (self->run, i, SIGKILL, NULL));
    }

  return G_SOURCE_REMOVE;
}

/* One of four busy workers is killed in the middle of 400 files: one is lost,
 * the lane has another worker, and all four go on to the end. */
static void
test_one_of_four (PscTestFault  *self,
                  gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->tools, "pid", NULL);
  g_autofree char *script = g_strdup_printf (
    "case $1 in *200) echo $PPID > %s; sleep 100;; *) sleep 0.01;; esac", path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;
  Caller caller = { NULL, path };

  psc_test_fault_make_files (self, 400);
  psc_test_fault_add_tool (self, "own", script);
  psc_test_fault_set_step (self, "own=own");
  self->settings->mode = GPOINTER_TO_UINT (data);
  self->settings->workers = 4;
  caller.run = run = psc_test_fault_run_new (self);
  g_timeout_add (5, kill_caller_cb, &caller);
  psc_test_execute (run, NULL, &error);
  g_assert_no_error (error);
  psc_test_check_run (run);

  psc_test_fault_assert_outcomes (run, 399, PSC_OUTCOME_LOST, 1);
  g_assert_cmpint (psc_run_get_task (run, 200)->outcome, ==, PSC_OUTCOME_LOST);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      const PscWorkerRecord *worker = psc_run_get_worker (run, i);

      g_assert_cmpuint (worker->n_tasks, >, 0);
      g_assert_cmpint (worker->exit_code, ==, worker->signal != 0 ? -1 : 0);
    }
}

/* The same, seen from outside. */
static void
test_status (PscTestFault  *self,
             gconstpointer  data)
{
  g_autofree char *mode_option =
    g_strconcat ("--mode=", psc_mode_to_string (GPOINTER_TO_UINT (data)), NULL);
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;

  psc_test_fault_make_files (self, 400);
  psc_test_fault_add_tool (self, "bite",
                           "case $1 in *200) kill -KILL $PPID;; esac");
  cli = psc_test_cli_run ("run", mode_option, "--workers=4", "--step=own=bite",
                          "--json=-", self->directory);
  psc_test_cli_assert_status (cli, 1);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "lost"), ==, 1);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 399);
}

/* All at once, fifty times over */
static void
test_all (PscTestFault  *self,
          gconstpointer  data)
{
  psc_test_fault_make_files (self, 120);
  psc_test_fault_add_tool (self, "own", "exec sleep 0.01");
  psc_test_fault_set_step (self, "own=own");
  self->settings->mode = GPOINTER_TO_UINT (data);
  self->settings->workers = 4;

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (PscRun) run = psc_test_fault_run_new (self);
      g_autoptr (GError) error = NULL;
      Killer killer = { 0, };
      guint n_lost;

      g_signal_connect (run, "changed", G_CALLBACK (kill_all), &killer);
      psc_test_execute (run, NULL, &error);
      g_assert_no_error (error);
      psc_test_check_run (run);

      n_lost = psc_run_get_n_outcome (run, PSC_OUTCOME_LOST);
      g_assert_cmpuint (killer.n_rounds, ==, N_ROUNDS);
      g_assert_cmpuint (n_lost, <=, killer.n_killed);
      psc_test_fault_assert_outcomes (run, 120 - n_lost, PSC_OUTCOME_LOST,
                                      n_lost);
    }
}

static void
add (const char       *name,
     PscTestFaultFunc  test)
{
  for (PscMode mode = PSC_MODE_PROCESS; mode <= PSC_MODE_PROCESS_EXECUTOR;
       mode++)
    {
      g_autofree char *path = g_strdup_printf ("/fault/restarts/%s/%s", name,
                                               psc_mode_to_string (mode));

      psc_test_fault_add (path, test, GUINT_TO_POINTER (mode));
    }
}

int
main (int   argc,
      char *argv[])
{
  psc_test_fault_init (&argc, &argv);

  psc_test_fault_add ("/fault/restarts/limit", test_limit, NULL);
  psc_test_fault_add ("/fault/restarts/told", test_told, NULL);
  add ("poison", test_poison);
  add ("poison-row", test_poison_row);
  psc_test_fault_add ("/fault/restarts/poison-all", test_poison_all, NULL);
  add ("one-of-four", test_one_of_four);
  add ("status", test_status);
  add ("all", test_all);

  return g_test_run ();
}
