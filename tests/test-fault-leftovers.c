/* test-fault-leftovers.c: what must not outlive a step, a worker, a run, or the
 * program
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>

#include "psc-test-fault.h"
#include "psc-test-process.h"

/* That nothing is left is proved by the end of each scenario. */

static PscMode
get_mode (gconstpointer data)
{
  return GPOINTER_TO_UINT (data);
}

/* Each step leaves a process that holds its output: told, and not waited for. */
static void
test_step (PscTestFault  *self,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;

  self->settings->mode = get_mode (data);
  psc_test_fault_add_tool (self, "leave", "sleep 100 & echo said; exit 0");
  psc_test_fault_set_step (self, "own=leave");
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 12, PSC_OUTCOME_LOST, 0);
  for (guint i = 0; i < 12; i++)
    {
      const PscStepRecord *step = psc_run_get_step (run, i, 0);

      g_assert_cmpint (step->status.exit_code, ==, 0);
      g_assert_true (step->status.left_process);
      g_assert_cmpmem (step->output->data, step->output->stdout_length,
                       "said\n", 5);
    }
}

/* Each step leaves one that has nothing to do with it any more; it does not
 * outlive the run. */
static void
test_daemon (PscTestFault  *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;

  self->settings->mode = get_mode (data);
  psc_test_fault_add_tool (self, "leave",
                           "setsid sh -c 'trap : TERM; sleep 100; sleep 100' "
                           "> /dev/null 2>&1 & exit 0");
  psc_test_fault_set_step (self, "own=leave");
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 12, PSC_OUTCOME_LOST, 0);
  for (guint i = 0; i < 12; i++)
    g_assert_false (psc_run_get_step (run, i, 0)->status.left_process);
}

/* What a step has started without the mark, by the time it ends, is none of
 * ours. */
static void
test_released (PscTestFault  *self,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;

  self->settings->mode = get_mode (data);
  self->settings->workers = 6;
  psc_test_fault_add_tool (self, "serve",
                           "env -u POOLSCOPE_MARK setsid sleep 100 "
                           "> /dev/null 2>&1 & sleep 0.5");
  psc_test_fault_set_step (self, "own=serve");
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_wait_until (psc_test_count_marked (self->mark) ==
                       psc_run_get_n_tasks (run));
  psc_test_kill_marked (self->mark);
}

/* The worker of the first file is killed by its step, which has left its group
 * and goes on. */
static void
test_worker (PscTestFault  *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = NULL;

  self->settings->mode = get_mode (data);
  psc_test_fault_add_tool (self, "leave",
                           "case $1 in *000) ;; *) exit 0;; esac\n"
                           "W=$PPID\n"
                           "setsid sh -c 'kill -KILL '$W'; sleep 100' &\n"
                           "exec timeout 100 sleep 100");
  psc_test_fault_set_step (self, "own=leave");
  run = psc_test_fault_run (self, &error);

  g_assert_no_error (error);
  psc_test_fault_assert_outcomes (run, 11, PSC_OUTCOME_LOST, 1);
}

/* Starts a run whose steps do not end, nor heed a request to, and are out of
 * reach of their workers.  Returns once one of them is there. */
static PscTestCli *
start_program (PscTestFault *self,
               PscMode       mode)
{
  g_autofree char *began = g_build_filename (self->tools, "began", NULL);
  g_autofree char *mode_option = g_strconcat ("--mode=",
                                              psc_mode_to_string (mode), NULL);
  g_autofree char *script = g_strdup_printf (
    "trap '' TERM\n"
    "setsid sleep 100 > /dev/null 2>&1 &\n"
    "timeout 100 sleep 100 &\n"
    "echo $PPID > %s\n"
    "while :; do sleep 1; done", began);
  PscTestCli *cli;

  psc_test_fault_add_tool (self, "stay", script);
  cli = psc_test_cli_start ("run", "--quiet", "--workers=3", mode_option,
                            "--step=own=stay", self->directory);
  psc_test_wait_for_pid (self->tools, "began");

  return cli;
}

static void
test_program (PscTestFault  *self,
              gconstpointer  data)
{
  g_autoptr (PscTestCli) cli = start_program (self, get_mode (data));

  kill (cli->pid, SIGKILL);
  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, -SIGKILL);
}

/* Nobody is left who would know of the step, but for the guard. */
static void
test_program_and_worker (PscTestFault  *self,
                         gconstpointer  data)
{
  g_autoptr (PscTestCli) cli = start_program (self, get_mode (data));
  pid_t worker = psc_test_wait_for_pid (self->tools, "began");

  kill (cli->pid, SIGSTOP);
  kill (worker, SIGKILL);
  kill (cli->pid, SIGKILL);
  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, -SIGKILL);
}

static void
add (const char       *name,
     PscMode           last,
     PscTestFaultFunc  test)
{
  for (PscMode mode = PSC_MODE_PROCESS; mode <= last; mode++)
    {
      g_autofree char *path = g_strdup_printf ("/fault/leftovers/%s/%s", name,
                                               psc_mode_to_string (mode));

      psc_test_fault_add (path, test, GUINT_TO_POINTER (mode));
    }
}

int
main (int   argc,
      char *argv[])
{
  psc_test_fault_init (&argc, &argv);

  add ("step", PSC_MODE_DUMMY, test_step);
  add ("daemon", PSC_MODE_DUMMY, test_daemon);
  add ("released", PSC_MODE_DUMMY, test_released);
  add ("worker", PSC_MODE_PROCESS_EXECUTOR, test_worker);
  add ("program", PSC_MODE_DUMMY, test_program);
  add ("program-and-worker", PSC_MODE_PROCESS_EXECUTOR,
       test_program_and_worker);

  return g_test_run ();
}
