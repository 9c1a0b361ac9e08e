/* psc-test-fault.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "psc-frame.h"
#include "psc-test-fault.h"
#include "psc-test-process.h"

#define MARK "POOL_TEST_ID"

/* Nothing of a run lives longer than this after its end, not even where it has
 * to wait for a CPU. */
#define LEAVE_MS 10000

/* A scenario that takes longer hangs somewhere where no deadline is. */
#define SCENARIO_S 100

#define N_FILES 12

/* Ends the program when nobody tells it in time that all is well. */
static struct
{
  GMutex   mutex;
  GCond    cond;
  gint64   end_us; /* 0: no scenario */
} watchdog;

static gpointer
watch (gpointer data)
{
  g_mutex_lock (&watchdog.mutex);
  for (;;)
    {
      gint64 end_us = watchdog.end_us;

      if (end_us == 0)
        g_cond_wait (&watchdog.cond, &watchdog.mutex);
      else if (!g_cond_wait_until (&watchdog.cond, &watchdog.mutex, end_us) &&
               watchdog.end_us == end_us)
        break;
    }
  g_mutex_unlock (&watchdog.mutex);

  psc_test_dump_processes ("the end of the scenario");
  abort ();
}

static void
set_watchdog (gint64 end_us)
{
  g_mutex_lock (&watchdog.mutex);
  watchdog.end_us = end_us;
  g_cond_signal (&watchdog.cond);
  g_mutex_unlock (&watchdog.mutex);
}

/* To be called first.  Whatever a scenario leaves without a parent becomes this
 * process's child, so that it is seen. */
void
psc_test_fault_init (int    *argc,
                     char ***argv)
{
  psc_frame_catch_broken_pipes ();
  g_test_init (argc, argv, NULL);
  g_assert_cmpint (prctl (PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), ==, 0);
  g_thread_unref (g_thread_new ("watchdog", watch, NULL));
}

static void
set_up (PscTestFault  *self,
        gconstpointer  data)
{
  static guint n_scenarios = 0;
  g_autofree char *id = g_strdup_printf ("%d-%u", (int) getpid (),
                                         ++n_scenarios);
  g_autofree char *path = NULL;

  set_watchdog (g_get_monotonic_time () + SCENARIO_S * G_USEC_PER_SEC);
  self->mark = g_strconcat (MARK "=", id, NULL);
  g_setenv (MARK, id, TRUE);

  self->directory = psc_test_make_directory (NULL);
  psc_test_fault_make_files (self, N_FILES);
  self->tools = psc_test_make_directory (NULL);
  self->path = g_strdup (g_getenv ("PATH"));
  path = g_strconcat (self->tools, ":", self->path, NULL);
  g_setenv ("PATH", path, TRUE);

  self->settings = psc_settings_new ();
  self->settings->mode = PSC_MODE_PROCESS;
  self->settings->workers = 2;
}

/* Whether something of the scenario still lives.  What has become ours and died
 * is buried.  A program's guard has no mark: it looks for what is left itself,
 * and leaves when it has seen that there is nothing. */
static gboolean
is_something_left (PscTestFault *self)
{
  while (waitpid (-1, NULL, WNOHANG) > 0)
    ;

  return psc_test_count_marked (self->mark) > 0;
}

static void
tear_down (PscTestFault  *self,
           gconstpointer  data)
{
  gint64 end_us = g_get_monotonic_time () + LEAVE_MS * 1000;

  while (is_something_left (self) && g_get_monotonic_time () < end_us)
    g_usleep (5000);
  if (is_something_left (self))
    {
      psc_test_dump_processes ("all processes of the scenario to be gone");
      psc_test_kill_marked (self->mark);
      g_assert_not_reached ();
    }

  g_setenv ("PATH", self->path, TRUE);
  g_unsetenv ("POOL_FAULT");
  g_unsetenv ("POOL_FAULT_MARK");
  g_unsetenv ("POOL_FAULT_TIMES");
  g_unsetenv ("POOLSCOPE_WORKER");
  psc_settings_free (self->settings);
  psc_test_remove_directory (self->tools);
  psc_test_remove_directory (self->directory);
  g_free (self->path);
  g_free (self->tools);
  g_free (self->directory);
  g_free (self->mark);
  set_watchdog (0);
}

/* Adds a scenario. */
void
psc_test_fault_add (const char       *path,
                    PscTestFaultFunc  func,
                    gconstpointer     data)
{
  g_test_add (path, PscTestFault, data, set_up, func, tear_down);
}

static void
test_case (PscTestFault  *self,
           gconstpointer  data)
{
  const PscTestFaultCase *wrong = data;

  g_object_unref (psc_test_fault_lose_third (self, wrong->fault,
                                             wrong->reason));
}

/* @wrong has to stay. */
void
psc_test_fault_add_case (const PscTestFaultCase *wrong)
{
  psc_test_fault_add (wrong->path, test_case, wrong);
}

/* Makes files in the directory, in the place of those that it has. */
void
psc_test_fault_make_files (PscTestFault *self,
                           guint         n_files)
{
  for (guint i = 0; i < n_files; i++)
    {
      g_autofree char *name = g_strdup_printf ("file-%03u", i);
      g_autofree char *path = g_build_filename (self->directory, name, NULL);

      g_assert_true (g_file_set_contents (path, name, -1, NULL));
    }
}

/* Makes the pipeline one step, "NAME=COMMAND" or "compute". */
void
psc_test_fault_set_step (PscTestFault *self,
                         const char   *definition)
{
  g_autoptr (GError) error = NULL;

  psc_pipeline_unref (self->settings->pipeline);
  self->settings->pipeline = psc_pipeline_new ();
  psc_pipeline_append (self->settings->pipeline, definition, &error);
  g_assert_no_error (error);
}

/* Puts a shell script in front of the program @name. */
void
psc_test_fault_add_tool (PscTestFault *self,
                         const char   *name,
                         const char   *script)
{
  g_strfreev (psc_test_make_program (self->tools, name, script));
}

/* Makes workers those that do @fault: see fault-worker.c.  Only the first
 * @n_workers of them do it; 0 stands for all. */
void
psc_test_fault_set_worker (PscTestFault *self,
                           const char   *fault,
                           guint         n_workers)
{
  static guint n_calls = 0;
  g_autofree char *mark = g_strdup_printf ("%s/fault-%u", self->tools,
                                           ++n_calls);
  g_autofree char *times = g_strdup_printf ("%u", n_workers);

  g_setenv ("POOLSCOPE_WORKER",
            g_test_get_filename (G_TEST_BUILT, "fault-worker", NULL), TRUE);
  g_setenv ("POOL_FAULT", fault, TRUE);
  if (n_workers > 0)
    {
      g_setenv ("POOL_FAULT_MARK", mark, TRUE);
      g_setenv ("POOL_FAULT_TIMES", times, TRUE);
    }
}

/* A run over the scenario's files. */
PscRun *
psc_test_fault_run_new (PscTestFault *self)
{
  g_autoptr (PscListing) listing = psc_test_list (self->directory);

  return psc_run_new (self->settings, listing);
}

/* Makes a run and waits for its end; whatever it ended with, it adds up. */
PscRun *
psc_test_fault_run (PscTestFault  *self,
                    GError       **error)
{
  PscRun *run = psc_test_fault_run_new (self);

  psc_test_execute (run, NULL, error);
  psc_test_check_run (run);

  return run;
}

/* The only worker does @fault with its third file: that file is lost for @reason,
 * and another worker does the rest. */
PscRun *
psc_test_fault_lose_third (PscTestFault *self,
                           const char   *fault,
                           const char   *reason)
{
  g_autofree char *at_third = g_strconcat (fault, "@3", NULL);
  g_autoptr (PscRun) run = NULL;
  g_autoptr (GError) error = NULL;

  psc_test_fault_set_step (self, "compute");
  psc_test_fault_set_worker (self, at_third, 1);
  self->settings->workers = 1;
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 11, PSC_OUTCOME_LOST, 1);
  psc_test_fault_assert_reason (run, PSC_OUTCOME_LOST, reason);
  g_assert_cmpuint (psc_run_get_n_workers (run), ==, 2);

  return g_steal_pointer (&run);
}

void
psc_test_fault_assert_reason (PscRun     *run,
                              PscOutcome  outcome,
                              const char *part)
{
  for (guint i = 0; i < psc_run_get_n_tasks (run); i++)
    {
      g_autofree char *reason = NULL;

      if (psc_run_get_task (run, i)->outcome != outcome)
        continue;

      reason = psc_run_dup_reason (run, i);
      g_assert_nonnull (reason);
      if (strstr (reason, part) == NULL)
        g_test_message ("“%s” is not in: %s", part, reason);
      g_assert_nonnull (strstr (reason, part));
      return;
    }

  g_assert_not_reached ();
}
