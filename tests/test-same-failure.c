/* test-same-failure.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "psc-advice.h"
#include "psc-same-failure.h"
#include "psc-test-run.h"

/* A file that goes wrong in a step of the default pipeline. */
static void
add (PscRun     *run,
     guint       index,
     PscOutcome  outcome,
     PscCause    cause,
     guint       step,
     const char *stderr_text)
{
  PscTaskRecord task = { .start_ns = 10 * index + 2,
                         .end_ns = 10 * index + 12, .lane = 1, .worker = 1,
                         .chunk = 1, .outcome = (guint8) outcome,
                         .cause = (guint8) cause, .step = (guint8) step };
  PscStepRecord steps[3];

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    steps[i] = (PscStepRecord) { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER };
  if (cause != PSC_CAUSE_NONE)
    {
      steps[step].start_ns = task.start_ns;
      steps[step].end_ns = task.end_ns;
      if (cause == PSC_CAUSE_SIGNAL)
        steps[step].status.signal = SIGSEGV;
      else
        steps[step].status.exit_code = 2;
      steps[step].output = psc_test_output_new ("out\n", 4, stderr_text, 0);
    }
  if (cause == PSC_CAUSE_NO_START)
    task.detail = g_strdup ("no such file");

  psc_test_run_add_task_full (run, index, &task, steps, task.end_ns);
}

static PscRun *
new_run (guint n_files)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 1, n_files);

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);

  return run;
}

static void
check (PscRun     *run,
       const char *expected)
{
  g_autofree char *text = NULL;

  psc_run_take_batch (run);
  text = psc_same_failure_dup_text (run);
  g_assert_cmpstr (text, ==, expected);
}

static void
check_all (PscOutcome  outcome,
           PscCause    cause,
           guint       step,
           const char *stderr_text,
           const char *expected)
{
  g_autoptr (PscRun) run = new_run (4);

  for (guint i = 0; i < 3; i++)
    {
      check (run, NULL);
      add (run, i, outcome, cause, step, stderr_text);
    }
  check (run, expected);

  /* What was not tried says nothing. */
  add (run, 3, PSC_OUTCOME_SKIPPED, PSC_CAUSE_NONE, 0, "");
  check (run, expected);
}

static void
test_causes (void)
{
  check_all (PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS, 2,
             "first\nwc: bad\033 option \n\n",
             "The step “wc” goes wrong with every file: wc exited with status "
             "2. It says “wc: bad\\x1b option”. Try the pipeline on one file to "
             "see what its command lacks.");
  check_all (PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS, 0, " \n",
             "The step “file” goes wrong with every file: file exited with "
             "status 2. Try the pipeline on one file to see what its command "
             "lacks.");
  check_all (PSC_OUTCOME_FAILED, PSC_CAUSE_NO_START, 0, "",
             "The step “file” goes wrong with every file: file could not be "
             "started: no such file. See that its program is installed and may "
             "be executed.");
  check_all (PSC_OUTCOME_KILLED, PSC_CAUSE_SIGNAL, 2, "",
             "The step “wc” goes wrong with every file: wc was ended by signal "
             "SIGSEGV. Run its command by hand with one of the files to see "
             "why.");
  check_all (PSC_OUTCOME_TIMED_OUT, PSC_CAUSE_TIME_LIMIT, 2, "",
             "The step “wc” goes wrong with every file: wc was ended after the "
             "time limit of 30 s. Give the steps more time, or try the pipeline "
             "on one file.");
}

/* One that got through, or another step, and it is not the pipeline. */
static void
test_different (void)
{
  g_autoptr (PscRun) run = new_run (5);
  g_autoptr (PscRun) other = new_run (4);

  for (guint i = 0; i < 4; i++)
    {
      add (run, i, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS, 2, "no\n");
      add (other, i, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS,
           i == 3 ? 0 : 2, "no\n");
    }
  add (run, 4, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0, "");

  check (run, NULL);
  check (other, NULL);
}

static void
test_long_message (void)
{
  g_autofree char *message = g_strnfill (5000, 'x');
  g_autofree char *text = NULL;
  g_autoptr (PscRun) run = new_run (3);

  for (guint i = 0; i < 3; i++)
    add (run, i, PSC_OUTCOME_NONZERO, PSC_CAUSE_EXIT_STATUS, 2, message);
  psc_run_take_batch (run);
  text = psc_same_failure_dup_text (run);
  g_assert_cmpuint (strlen (text), <, 400);
  g_assert_nonnull (strstr (text, "xxx…”."));
}

/* It is the foremost advice, and files that are lost can be run again. */
static void
test_advice (void)
{
  static const PscOutcome outcomes[] = { PSC_OUTCOME_NONZERO,
                                         PSC_OUTCOME_KILLED };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (PscRun) run = new_run (3);
      g_autoptr (GPtrArray) all = NULL;
      const PscAdvice *advice;
      PscFigures figures;

      for (guint j = 0; j < 3; j++)
        add (run, j, outcomes[i],
             i == 0 ? PSC_CAUSE_EXIT_STATUS : PSC_CAUSE_SIGNAL, 2, "");
      psc_test_run_end (run, 20);
      psc_figures_read (run, &figures);
      all = psc_advice_read (run, &figures, 0.);
      advice = g_ptr_array_index (all, 0);
      g_assert_cmpint (advice->kind, ==, PSC_ADVICE_FAILURES);
      g_assert_true (g_str_has_prefix (advice->text, "The step “wc” goes wrong "
                                                     "with every file"));
      g_assert_cmpuint (advice->n, ==, i == 0 ? 0 : 3);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/same-failure/causes", test_causes);
  g_test_add_func ("/same-failure/different", test_different);
  g_test_add_func ("/same-failure/long-message", test_long_message);
  g_test_add_func ("/same-failure/advice", test_advice);

  return g_test_run ();
}
