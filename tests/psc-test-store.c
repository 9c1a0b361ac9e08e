/* psc-test-store.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-test-run.h"
#include "psc-test-store.h"

#define NOT_REACHED { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER }

static PscRun *
begin_run (void)
{
  const char * const names[] = {
    "plain.txt",
    "=HYPERLINK(\"x\")",
    "caf\351\377",
    "two\nlines, \"quoted\"",
    "killed",
    "lost",
    "stopped",
    NULL,
  };
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = NULL;
  PscRun *run;

  settings->workers = 2;
  settings->chunk_size = 3;
  listing = psc_listing_new_for_names ("/test dir", names);
  run = psc_run_new (settings, listing);
  psc_recorder_begin_run (psc_run_get_recorder (run), 0);

  return run;
}

static void
add_done (PscRun     *run,
          guint       index,
          guint       worker,
          guint       lane,
          gint64      start_ns,
          PscOutput  *file,
          PscOutput  *wc,
          double      value,
          int         exit_code)
{
  PscTaskRecord task = {
    .start_ns = start_ns, .end_ns = start_ns + 100, .worker = worker,
    .lane = (guint16) lane, .chunk = index / 3 + 1,
    .outcome = exit_code == 0 ? PSC_OUTCOME_OK : PSC_OUTCOME_NONZERO,
    .cause = exit_code == 0 ? PSC_CAUSE_NONE : PSC_CAUSE_EXIT_STATUS,
    .step = 2,
  };
  PscStepRecord steps[3] = {
    { .start_ns = start_ns + 1, .end_ns = start_ns + 50,
      .status = { 0, 0 }, .output = file },
    { .start_ns = start_ns + 51, .end_ns = start_ns + 60, .value = value },
    { .start_ns = start_ns + 61, .end_ns = start_ns + 99,
      .status = { exit_code, 0 }, .output = wc },
  };

  psc_test_run_add_task_full (run, index, &task, steps, start_ns + 100);
}

static void
add_cut_short (PscRun *run)
{
  PscTaskRecord killed = {
    .start_ns = 1200, .end_ns = 1300, .worker = 2, .lane = 2, .chunk = 2,
    .outcome = PSC_OUTCOME_KILLED, .cause = PSC_CAUSE_SIGNAL,
  };
  PscStepRecord killed_steps[3] = {
    { .start_ns = 1210, .end_ns = 1290, .status = { -1, 9, TRUE } },
    NOT_REACHED, NOT_REACHED,
  };
  PscTaskRecord lost = {
    .start_ns = 1300, .end_ns = 1400, .worker = 2, .lane = 2, .chunk = 2,
    .outcome = PSC_OUTCOME_LOST, .cause = PSC_CAUSE_WORKER_DIED,
  };
  PscStepRecord lost_steps[3] = {
    { .start_ns = 1300, .end_ns = 1350, .status = { 0, 0 } },
    { .start_ns = 1350, .end_ns = PSC_NEVER, .value = NAN },
    NOT_REACHED,
  };
  PscTaskRecord stopped = {
    .start_ns = PSC_NEVER, .end_ns = PSC_NEVER,
    .outcome = PSC_OUTCOME_STOPPED, .cause = PSC_CAUSE_STOP_BEFORE,
  };
  PscStepRecord stopped_steps[3] = { NOT_REACHED, NOT_REACHED, NOT_REACHED };

  lost.detail = g_strdup ("signal SIGSEGV");
  psc_test_run_add_task_full (run, PSC_TEST_KILLED, &killed, killed_steps,
                              1300);
  psc_test_run_add_task_full (run, PSC_TEST_LOST, &lost, lost_steps, 1400);
  psc_test_run_add_task_full (run, PSC_TEST_STOPPED, &stopped, stopped_steps,
                              PSC_NEVER);
}

/* A run of the default pipeline, without its end, that has everything that is
 * hard to write down. */
PscRun *
psc_test_store_run_new (void)
{
  PscRun *run = begin_run ();

  psc_test_run_add_worker (run, 1, 5, 900, 2000);
  psc_test_run_add_worker (run, 2, 6, 1000, PSC_NEVER);
  psc_recorder_worker_ended (psc_run_get_recorder (run), 2, 1400, -1, 11,
                             "last\377words");
  psc_test_run_add_worker (run, 2, 1410, PSC_NEVER, PSC_NEVER);
  psc_recorder_worker_silent (psc_run_get_recorder (run), 2, 1310, FALSE);
  psc_recorder_worker_silent (psc_run_get_recorder (run), 1, 1210, TRUE);
  psc_recorder_worker_heard (psc_run_get_recorder (run), 1, 1250);

  add_done (run, PSC_TEST_OK, 1, 1, 1000,
            psc_test_output_new ("plain.txt: ASCII text\n", 22, "", 0),
            psc_test_output_new (" 1 2 3 plain.txt\n", 17, "", 0),
            -1473.6327961234567, 0);
  add_done (run, PSC_TEST_FORMULA, 1, 1, 1100,
            psc_test_output_new (" \t@SUM(1)\nmore", 14, "", 0), NULL,
            NAN, 0);
  add_done (run, PSC_TEST_BYTES, 1, 1, 1200,
            psc_test_output_new ("a\377\0b\033\n", 6, "bad \303\n", 70000),
            NULL, 0.1, 0);
  add_done (run, PSC_TEST_LINES, 2, 2, 1100,
            psc_test_output_new ("say \"a, b\"; 日本\nnext", 23, "", 0),
            psc_test_output_new ("", 0, "no\n", 0), 1e300, 1);
  add_cut_short (run);
  psc_test_run_end (run, 1300);

  return run;
}

/* Writes into memory; the text ends in a NUL that @length does not count. */
char *
psc_test_store_write (PscWriteFunc  write_func,
                      PscRun       *run,
                      gsize        *length)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (stream);
  g_autoptr (GError) error = NULL;

  write_func (stream, run, &error);
  g_assert_no_error (error);
  *length = g_memory_output_stream_get_data_size (memory);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_data (memory);
}

/* Writes into memory and parses it; it is UTF-8 throughout. */
JsonNode *
psc_test_store_parse (PscWriteFunc  write_func,
                      PscRun       *run)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = psc_test_store_write (write_func, run, &length);
  JsonNode *root;

  g_assert_true (g_utf8_validate_len (text, length, NULL));
  root = json_from_string (text, &error);
  g_assert_no_error (error);

  return root;
}
