/* test-silence.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-figures.h"
#include "psc-notices.h"
#include "psc-silence.h"
#include "psc-test-run.h"

#define MS   G_GINT64_CONSTANT (1000000)
#define NBSP "\302\240"

/* Worker 1 is stopped in its first task and hangs between that and the second;
 * worker 2 is stopped for good in the third. */
static PscRun *
new_run (void)
{
  PscRun *run = psc_test_run_new (PSC_MODE_PROCESS, 2, 3);
  PscRecorder *recorder = psc_run_get_recorder (run);

  psc_test_run_add_worker (run, 1, 0, MS, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, MS, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 2 * MS, 50 * MS);
  psc_recorder_worker_silent (recorder, 2, 30 * MS, TRUE);
  psc_recorder_worker_silent (recorder, 1, 10 * MS, TRUE);
  psc_recorder_worker_heard (recorder, 1, 30 * MS);
  psc_recorder_worker_silent (recorder, 1, 45 * MS, FALSE);
  psc_recorder_worker_heard (recorder, 1, 55 * MS);

  return run;
}

static void
end_run (PscRun *run)
{
  psc_test_run_add_task (run, 1, 1, 1, 2, 50 * MS, 80 * MS);
  psc_test_run_add_task (run, 2, 2, 2, 3, 20 * MS, 90 * MS);
  psc_recorder_worker_ended (psc_run_get_recorder (run), 2, 95 * MS, -1, 9,
                             NULL);
  psc_test_run_end (run, 50 * MS);
}

static void
check_text (PscRun     *run,
            guint       silence,
            const char *expected)
{
  g_autofree char *text = psc_silence_dup_text (run, silence);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (PscRun) run = new_run ();
  g_autofree char *list = NULL;
  g_autofree char *nothing = NULL;

  psc_run_take_batch (run);
  check_text (run, 0, "worker 2 is stopped");

  end_run (run);
  check_text (run, 0, "worker 2 was stopped at 30.0" NBSP "ms for good");
  check_text (run, 1, "worker 1 was stopped for 20.0" NBSP "ms, from 10.0"
                      NBSP "ms on");
  check_text (run, 2, "worker 1 gave no sign for 10.0" NBSP "ms, from 45.0"
                      NBSP "ms on");

  /* What only touches a stretch is not in it. */
  list = psc_silence_dup_list (run, 0, 30 * MS, 50 * MS);
  g_assert_cmpstr (list, ==, "worker 1 gave no sign for 10.0" NBSP "ms, from "
                             "45.0" NBSP "ms on");
  nothing = psc_silence_dup_list (run, 0, 55 * MS, G_MAXINT64);
  g_assert_cmpstr (nothing, ==, "");
}

/* More than can be read are not told. */
static void
test_many (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  g_autofree char *list = NULL;

  psc_test_run_add_worker (run, 1, 0, MS, PSC_NEVER);
  for (guint i = 1; i <= 20; i++)
    {
      psc_recorder_worker_silent (psc_run_get_recorder (run), 1, i * 3 * MS,
                                  TRUE);
      psc_recorder_worker_heard (psc_run_get_recorder (run), 1,
                                 i * 3 * MS + MS);
    }
  psc_test_run_add_task (run, 0, 1, 1, 1, MS, 100 * MS);
  psc_test_run_end (run, MS);

  list = psc_silence_dup_list (run, 0, 0, G_MAXINT64);
  g_assert_true (g_str_has_suffix (list, "ms on\n…"));
  g_assert_cmpint (psc_silence_sum_ns (run), ==, 20 * MS);
}

/* A time that the worker was not there for is not the steps', and no such run
 * is compared with others. */
static void
test_times (void)
{
  g_autoptr (PscRun) run = new_run ();
  PscFigures figures;

  end_run (run);
  g_assert_cmpint (psc_silence_in_task_ns (run, 0), ==, 25 * MS);
  g_assert_cmpint (psc_silence_in_task_ns (run, 1), ==, 5 * MS);
  g_assert_cmpint (psc_silence_in_task_ns (run, 2), ==, 60 * MS);

  /* What comes after the last outcome costs nothing. */
  g_assert_cmpint (psc_silence_get_end_ns (run, 0), ==, 90 * MS);
  g_assert_cmpint (psc_silence_sum_ns (run), ==, 90 * MS);

  psc_figures_read (run, &figures);
  g_assert_cmpint (figures.silent_ns, ==, 90 * MS);
  g_assert_false (psc_figures_are_comparable (&figures));
  figures.silent_ns = 0;
  g_assert_true (psc_figures_are_comparable (&figures));
}

/* It is said that one is stopped, while it is, and then what it has cost. */
static void
test_notices (void)
{
  g_autoptr (PscRun) run = new_run ();
  g_autoptr (GPtrArray) during = NULL;
  const PscNotice *notice;

  psc_run_take_batch (run);
  during = psc_notices_read (run);
  g_assert_cmpuint (during->len, ==, 2);
  notice = g_ptr_array_index (during, 0);
  g_assert_cmpstr (notice->text, ==, "Worker 2 is stopped. If that goes on, it "
                                     "is killed.");
  notice = g_ptr_array_index (during, 1);
  g_assert_cmpstr (notice->text, ==, "Workers were stopped or gave no sign for "
                                     "30.0" NBSP "ms during this run: do not "
                                     "compare its times with those of others.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/silence/words", test_words);
  g_test_add_func ("/silence/many", test_many);
  g_test_add_func ("/silence/times", test_times);
  g_test_add_func ("/silence/notices", test_notices);

  return g_test_run ();
}
