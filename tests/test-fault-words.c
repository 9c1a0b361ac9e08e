/* test-fault-words.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "psc-fault-words.h"
#include "psc-test-run.h"

#define MS   G_GINT64_CONSTANT (1000000)
#define NBSP "\302\240"

static void
check_sentence (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, ".") || g_str_has_suffix (text, "?"));
}

/* Each fault is told in words of its own, and what each pool does then. */
static void
test_words (void)
{
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PscRun) run = psc_test_run_new_death (MS);

  for (PscFault fault = 0; fault < PSC_N_FAULTS; fault++)
    {
      g_autoptr (GPtrArray) findings = psc_fault_read (fault, run);

      g_assert_true (g_hash_table_add (
        seen, g_strdup (psc_fault_get_title (fault))));
      check_sentence (psc_fault_get_question (fault));
      g_assert_true (g_hash_table_add (
        seen, g_strdup (psc_fault_get_question (fault))));
      check_sentence (psc_fault_get_plan (fault));
      g_assert_true (g_hash_table_add (seen,
                                       g_strdup (psc_fault_get_plan (fault))));

      g_assert_cmpuint (findings->len, ==, 4);
      for (guint i = 1; i < findings->len; i++)
        {
          const PscFinding *finding = g_ptr_array_index (findings, i);

          g_assert_cmpint (finding->kind, ==, PSC_FINDING_PEER);
          check_sentence (finding->text);
          g_assert_true (g_hash_table_add (seen, g_strdup (finding->text)));
        }
    }
}

static void
check_peer (GPtrArray  *findings,
            guint       index,
            const char *title,
            const char *fact)
{
  const PscFinding *finding = g_ptr_array_index (findings, index);

  g_assert_cmpstr (finding->title, ==, title);
  g_assert_nonnull (strstr (finding->text, fact));
}

/* The facts that are the point of it. */
static void
test_peers (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_death (MS);
  g_autoptr (GPtrArray) death = psc_fault_read (PSC_FAULT_DEATH, run);
  g_autoptr (GPtrArray) hang = psc_fault_read (PSC_FAULT_HANG, run);

  check_peer (death, 1, "multiprocessing.Pool", "for ever");
  check_peer (death, 2, "concurrent.futures.ProcessPoolExecutor",
              "BrokenProcessPool");
  check_peer (death, 3, "Poolscope", "the one file");
  check_peer (hang, 1, "multiprocessing.Pool", "no time limit");
  check_peer (hang, 2, "concurrent.futures.ProcessPoolExecutor",
              "stays taken");
  check_peer (hang, 3, "Poolscope", "time limit");
}

static void
check_result (PscRun     *run,
              const char *expected)
{
  g_autoptr (GPtrArray) findings = psc_fault_read (PSC_FAULT_DEATH, run);
  const PscFinding *finding = g_ptr_array_index (findings, 0);

  g_assert_cmpint (finding->kind, ==, PSC_FINDING_FAULT);
  g_assert_cmpstr (finding->text, ==, expected);
}

static void
test_death (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_death (MS);

  check_result (run,
                "3 of 4 files got through, in 40.0" NBSP "ms. Worker 1 was "
                "killed (SIGKILL). One file is lost: “file-000001”. Worker 3 "
                "has taken its place in lane 1.");
}

static void
add (PscRun     *run,
     guint       index,
     PscOutcome  outcome,
     PscCause    cause,
     int         signal)
{
  PscStepRecord steps[PSC_MAX_STEPS] = { 0, };
  PscTaskRecord task = { .lane = 1, .worker = 1, .chunk = 1, };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      steps[i].start_ns = steps[i].end_ns = PSC_NEVER;
      steps[i].status.signal = signal;
    }
  task.start_ns = 10 * index * MS;
  task.end_ns = 10 * (index + 1) * MS;
  task.outcome = (guint8) outcome;
  task.cause = (guint8) cause;
  psc_test_run_add_task_full (run, index, &task, steps, task.end_ns);
}

/* A step that was killed and one that took too long have their reasons. */
static void
test_steps (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 3);

  psc_test_run_add_worker (run, 1, 0, 1, 40 * MS);
  add (run, 0, PSC_OUTCOME_KILLED, PSC_CAUSE_SIGNAL, SIGSEGV);
  add (run, 1, PSC_OUTCOME_TIMED_OUT, PSC_CAUSE_TIME_LIMIT, 0);
  add (run, 2, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
  psc_test_run_end (run, 20 * MS);

  check_result (run,
                "1 of 3 files got through, in 30.0" NBSP "ms. “file-000000”: "
                "file was ended by signal SIGSEGV. “file-000001”: file was "
                "ended after the time limit of 30 s.");
}

static void
test_stopped (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);

  psc_test_run_add_worker (run, 1, 0, 1, 20 * MS);
  add (run, 0, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
  add (run, 1, PSC_OUTCOME_STOPPED, PSC_CAUSE_STOP_DURING, 0);
  psc_test_run_end (run, 10 * MS);

  check_result (run,
                "1 of 2 files got through, in 20.0" NBSP "ms. You stopped the "
                "run with 1 file to go.");
}

static void
test_nothing (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);

  psc_test_run_add_worker (run, 1, 0, 1, 20 * MS);
  add (run, 0, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
  psc_test_run_end (run, 0);

  check_result (run,
                "1 of 1 file got through, in 10.0" NBSP "ms. Nothing is lost: "
                "the run was over before anything went wrong. Try it once "
                "more.");
}

/* A worker that dies between two files takes none along. */
static void
test_spared (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);

  psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  add (run, 0, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
  psc_recorder_worker_ended (psc_run_get_recorder (run), 1, 11 * MS, -1,
                             SIGKILL, NULL);
  psc_test_run_add_worker (run, 1, 12 * MS, 13 * MS, 40 * MS);
  add (run, 1, PSC_OUTCOME_OK, PSC_CAUSE_NONE, 0);
  psc_test_run_end (run, 20 * MS);

  check_result (run,
                "2 of 2 files got through, in 20.0" NBSP "ms. Worker 1 was "
                "killed (SIGKILL). It held no file, and none is lost. Worker 2 "
                "has taken its place in lane 1.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fault-words/words", test_words);
  g_test_add_func ("/fault-words/peers", test_peers);
  g_test_add_func ("/fault-words/result/death", test_death);
  g_test_add_func ("/fault-words/result/steps", test_steps);
  g_test_add_func ("/fault-words/result/stopped", test_stopped);
  g_test_add_func ("/fault-words/result/nothing", test_nothing);
  g_test_add_func ("/fault-words/result/spared", test_spared);

  return g_test_run ();
}
