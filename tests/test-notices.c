/* test-notices.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "psc-error.h"
#include "psc-notices.h"
#include "psc-test-run.h"

#define MS G_GINT64_CONSTANT (1000000)

static void
check (GPtrArray     *notices,
       guint          index,
       PscNoticeKind  kind,
       const char    *text)
{
  const PscNotice *notice;

  g_assert_cmpuint (index, <, notices->len);
  notice = g_ptr_array_index (notices, index);
  g_assert_cmpint (notice->kind, ==, kind);
  g_assert_cmpstr (notice->text, ==, text);
}

static void
test_none (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 4, 20);
  g_autoptr (GPtrArray) notices = psc_notices_read (run);

  g_assert_cmpuint (notices->len, ==, 0);
}

static void
test_death (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_death (MS);
  g_autoptr (GPtrArray) notices = psc_notices_read (run);

  g_assert_cmpuint (notices->len, ==, 1);
  check (notices, 0, PSC_NOTICE_WARNING,
         "Worker 1 was killed (SIGKILL). One file is lost: “file-000001”. "
         "Worker 3 has taken its place in lane 1.");
}

/* After many deaths, the last ones are told. */
static void
test_many (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  g_autoptr (GPtrArray) notices = NULL;

  for (guint i = 0; i < 5; i++)
    {
      guint worker = psc_test_run_add_worker (run, 1, i * MS, i * MS + 100,
                                              PSC_NEVER);

      psc_recorder_worker_ended (psc_run_get_recorder (run), worker,
                                 i * MS + 200, -1, SIGKILL, NULL);
    }
  psc_test_run_add_worker (run, 1, 5 * MS, 5 * MS + 100, PSC_NEVER);
  psc_run_take_batch (run);

  notices = psc_notices_read (run);
  g_assert_cmpuint (notices->len, ==, 3);
  check (notices, 0, PSC_NOTICE_WARNING, "3 workers died before.");
  check (notices, 1, PSC_NOTICE_WARNING,
         "Worker 4 was killed (SIGKILL). It held no file, and none is lost. "
         "Worker 5 has taken its place in lane 1.");
  check (notices, 2, PSC_NOTICE_WARNING,
         "Worker 5 was killed (SIGKILL). It held no file, and none is lost. "
         "Worker 6 has taken its place in lane 1.");
}

/* It is said while it lasts. */
static void
test_silence (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  g_autoptr (GPtrArray) during = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const PscNotice *notice;

  psc_test_run_add_worker (run, 1, 0, 100, PSC_NEVER);
  psc_recorder_worker_silent (psc_run_get_recorder (run), 1, 200, FALSE);
  psc_run_take_batch (run);
  during = psc_notices_read (run);
  g_assert_cmpuint (during->len, ==, 1);
  notice = g_ptr_array_index (during, 0);
  g_assert_cmpstr (notice->text, ==, "Worker 1 does not answer. If that goes "
                                     "on, it is killed.");

  psc_test_run_lose_task (run, 0, 1, 100, 300);
  psc_recorder_worker_ended (psc_run_get_recorder (run), 1, 300, -1, SIGKILL,
                             NULL);
  psc_test_run_end (run, 100);
  after = psc_notices_read (run);
  g_assert_cmpuint (after->len, ==, 1);
  notice = g_ptr_array_index (after, 0);
  g_assert_true (g_str_has_prefix (notice->text,
                                   "Worker 1 did not answer and was killed"));
}

static void
test_shortage (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 2, 1);
  g_autoptr (GPtrArray) notices = NULL;

  psc_test_run_add_worker (run, 1, 0, 1, 40);
  psc_recorder_lane_gave_up (psc_run_get_recorder (run), 2, 10, "No luck.");
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 30);
  psc_test_run_end (run, 10);

  notices = psc_notices_read (run);
  g_assert_cmpuint (notices->len, ==, 1);
  check (notices, 0, PSC_NOTICE_WARNING, "1 of 2 workers started: No luck.");
}

/* Why the run ended says more than that lanes had no worker; that it was
 * stopped, nobody has to be told. */
static void
test_error (void)
{
  for (guint stopped = 0; stopped < 2; stopped++)
    {
      g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
      g_autoptr (GPtrArray) notices = NULL;
      g_autoptr (GError) error =
        stopped ? g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stop")
                : g_error_new_literal (PSC_ERROR, PSC_ERROR_NO_WORKER, "gone");

      if (!stopped)
        psc_recorder_lane_gave_up (psc_run_get_recorder (run), 1, 10, "no");
      psc_recorder_end_run (psc_run_get_recorder (run), 0, error);
      psc_run_take_batch (run);

      notices = psc_notices_read (run);
      g_assert_cmpuint (notices->len, ==, stopped ? 0 : 1);
      if (!stopped)
        check (notices, 0, PSC_NOTICE_ERROR, "gone");
    }
}

static void
test_sleep (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
  g_autoptr (GPtrArray) notices = NULL;
  const PscNotice *notice;

  psc_test_run_add_worker (run, 1, 0, 1, 40);
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 30);
  psc_recorder_slept (psc_run_get_recorder (run), 40 * PSC_NSEC_PER_SEC);
  psc_test_run_end (run, 10);

  notices = psc_notices_read (run);
  g_assert_cmpuint (notices->len, ==, 1);
  notice = g_ptr_array_index (notices, 0);
  g_assert_true (g_str_has_prefix (notice->text, "The computer slept"));
}

/* The last words count where nobody is left to work. */
static void
test_messages (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  PscRecorder *recorder = psc_run_get_recorder (run);
  g_autoptr (GError) error = g_error_new_literal (PSC_ERROR,
                                                  PSC_ERROR_NO_WORKER, "gone");

  psc_test_run_add_worker (run, 1, 0, PSC_NEVER, PSC_NEVER);
  psc_recorder_worker_ended (recorder, 1, 10, 1, 0, "first");
  psc_test_run_add_worker (run, 1, 10, PSC_NEVER, PSC_NEVER);
  psc_recorder_worker_ended (recorder, 2, 20, 1, 0, "second");
  psc_test_run_add_worker (run, 1, 20, PSC_NEVER, PSC_NEVER);
  psc_recorder_worker_ended (recorder, 3, 30, 1, 0, NULL);
  psc_run_take_batch (run);
  g_assert_null (psc_notices_get_messages (run));

  psc_recorder_end_run (recorder, 0, error);
  psc_run_take_batch (run);
  g_assert_cmpstr (psc_notices_get_messages (run), ==, "second");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/notices/none", test_none);
  g_test_add_func ("/notices/death", test_death);
  g_test_add_func ("/notices/many", test_many);
  g_test_add_func ("/notices/silence", test_silence);
  g_test_add_func ("/notices/shortage", test_shortage);
  g_test_add_func ("/notices/error", test_error);
  g_test_add_func ("/notices/sleep", test_sleep);
  g_test_add_func ("/notices/messages", test_messages);

  return g_test_run ();
}
