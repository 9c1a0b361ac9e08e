/* test-fault-workers.c: workers that die
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "psc-error.h"
#include "psc-test-fault.h"

/* The races are not won at the first try. */
#define N_RACES 50

static const PscTestFaultCase cases[] = {
  { "/fault/workers/segfault", "segv", "its worker died: signal SIGSEGV" },
  { "/fault/workers/abort", "abort", "its worker died: signal SIGABRT" },
  { "/fault/workers/leaves", "exit",
    "its worker died: it left with exit status 0" },
  { "/fault/workers/memory/kernel", "kill",
    "its worker died: signal SIGKILL (often: out of memory)" },
};

/* A worker wants more memory than it may have: GLib ends it, and the run says
 * why. */
static void
test_memory_limit (PscTestFault  *self,
                   gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("AddressSanitizer needs more memory than any limit");
  return;
#endif

  run = psc_test_fault_lose_third (self, "greed", "(often: out of memory)");
  g_assert_nonnull (strstr (psc_run_get_worker (run, 0)->message,
                            "failed to allocate"));
}

typedef struct
{
  PscRun *run;
  char   *began;  /* a file that the slow step makes */
  guint   source; /* 0 once the worker has been killed */
} Killer;

/* Kills the worker that holds the first file, once its step runs. */
static gboolean
kill_holder_cb (gpointer data)
{
  Killer *self = data;
  guint index;
  gint64 start_ns;

  if (!g_file_test (self->began, G_FILE_TEST_EXISTS))
    return G_SOURCE_CONTINUE;

  for (guint lane = 0; lane < psc_run_get_n_lanes (self->run); lane++)
    {
      guint n_workers;
      const guint32 *workers = psc_run_get_lane_workers (self->run, lane,
                                                         &n_workers);

      if (psc_run_get_in_hand (self->run, lane, &index, &start_ns) &&
          index == 0)
        {
          g_assert_true (psc_run_signal_worker (self->run,
                                                workers[n_workers - 1],
                                                SIGKILL, NULL));
          self->source = 0;
          return G_SOURCE_REMOVE;
        }
    }

  return G_SOURCE_CONTINUE;
}

/* The step of the worker that was killed is not left either: the end of the
 * scenario looks for it. */
static void
test_killed (PscTestFault  *self,
             gconstpointer  data)
{
  g_autofree char *began = g_build_filename (self->tools, "began", NULL);
  g_autofree char *script = g_strdup_printf (
    "case $1 in *file-000) : > %s; sleep 100 & wait;; esac", began);
  g_autofree char *reason = NULL;
  g_autoptr (PscRun) run = NULL;
  g_autoptr (GError) error = NULL;
  Killer killer = { NULL, began, 0 };

  self->settings->mode = GPOINTER_TO_UINT (data);
  psc_test_fault_set_step (self, "wc=wc");
  psc_test_fault_add_tool (self, "wc", script);
  killer.run = run = psc_test_fault_run_new (self);
  killer.source = g_timeout_add (5, kill_holder_cb, &killer);
  psc_test_execute (run, NULL, &error);
  psc_test_check_run (run);

  g_assert_no_error (error);
  g_assert_cmpuint (killer.source, ==, 0);
  psc_test_fault_assert_outcomes (run, 11, PSC_OUTCOME_LOST, 1);
  g_assert_cmpint (psc_run_get_task (run, 0)->outcome, ==, PSC_OUTCOME_LOST);
  reason = psc_run_dup_reason (run, 0);
  g_assert_cmpstr (reason, ==, "its worker died: signal SIGKILL");
}

/* All workers are killed before they have taken anything: others come, and no
 * file is lost. */
static void
test_idle (PscTestFault  *self,
           gconstpointer  data)
{
  g_autoptr (PscRun) run = NULL;
  g_autoptr (GError) error = NULL;

  self->settings->mode = GPOINTER_TO_UINT (data);
  self->settings->workers = 4;
  psc_test_fault_set_step (self, "s=sh -c 'sleep 0.01' {}");
  psc_test_fault_set_worker (self, "kill", 4);
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 12, PSC_OUTCOME_LOST, 0);
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    g_assert_cmpuint (psc_run_get_worker (run, i)->n_tasks == 0, ==,
                      psc_run_get_worker (run, i)->signal == SIGKILL);
}

/* Workers kill all workers, all at once.  Who is left is chance; that the run
 * ends and adds up is not. */
static void
test_race (PscTestFault  *self,
           gconstpointer  data)
{
  static const guint n_workers[] = { 1, 2, 5, 13 };
  guint n_all_deaths = 0;

  psc_test_fault_set_step (self, "compute");
  for (guint i = 0; i < N_RACES * G_N_ELEMENTS (n_workers); i++)
    {
      g_autofree char *fault = g_strdup_printf ("massacre@%u", 1 + i % 2);
      g_autoptr (PscRun) run = NULL;
      g_autoptr (GError) error = NULL;
      guint n_deaths = 0;

      self->settings->workers = n_workers[i % G_N_ELEMENTS (n_workers)];
      psc_test_fault_set_worker (self, fault, self->settings->workers);
      run = psc_test_fault_run (self, &error);

      for (guint j = 0; j < psc_run_get_n_workers (run); j++)
        n_deaths += psc_run_get_worker (run, j)->signal == SIGKILL;
      n_all_deaths += n_deaths;
      g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_LOST), <=,
                        n_deaths);
      if (error == NULL)
        g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_SKIPPED), ==,
                          0);
      else
        g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_WORKER);
    }

  g_assert_cmpuint (n_all_deaths, >, N_RACES * G_N_ELEMENTS (n_workers));
}

static void
add (const char       *name,
     PscTestFaultFunc  test)
{
  static const PscMode modes[] = {
    PSC_MODE_PROCESS, PSC_MODE_PROCESS_EXECUTOR,
  };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fault/workers/%s/%s", name,
                                               psc_mode_to_string (modes[i]));

      psc_test_fault_add (path, test, GUINT_TO_POINTER (modes[i]));
    }
}

int
main (int   argc,
      char *argv[])
{
  psc_test_fault_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    psc_test_fault_add_case (&cases[i]);
  psc_test_fault_add ("/fault/workers/memory/limit", test_memory_limit, NULL);
  add ("killed", test_killed);
  add ("idle", test_idle);
  psc_test_fault_add ("/fault/workers/race", test_race, NULL);

  return g_test_run ();
}
