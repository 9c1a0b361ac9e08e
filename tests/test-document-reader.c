/* test-document-reader.c: a document that is read is the run that was written
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-document-reader.h"
#include "psc-document.h"
#include "psc-error.h"
#include "psc-test-pool.h"
#include "psc-test-run.h"
#include "psc-test-store.h"

static PscRun *
read_text (const char  *text,
           gsize        length,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_bytes (bytes);

  return psc_document_read (stream, NULL, error);
}

/* Written, read and written again, a run gives the same bytes. */
static PscRun *
assert_round_trip (PscRun *run)
{
  gsize length, again_length;
  g_autofree char *text = psc_test_store_write (psc_document_write, run,
                                                &length);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  PscRun *read = read_text (text, length, &error);

  g_assert_no_error (error);
  g_assert_cmpint (psc_run_get_state (read), ==, PSC_RUN_ENDED);
  again = psc_test_store_write (psc_document_write, read, &again_length);
  g_assert_cmpstr (again, ==, text);
  g_assert_true (psc_settings_equal (psc_run_get_settings (run),
                                     psc_run_get_settings (read)));
  g_assert_cmpint (psc_run_get_wall_ns (run), ==, psc_run_get_wall_ns (read));

  return read;
}

static void
test_everything_hard (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (PscRun) read = assert_round_trip (run);
  const PscOutput *output;

  /* Bytes come back, not what stands for them. */
  g_assert_cmpstr (psc_listing_get_name (psc_run_get_listing (read),
                                         PSC_TEST_BYTES), ==, "caf\351\377");
  output = psc_run_get_step (read, PSC_TEST_BYTES, 0)->output;
  g_assert_cmpmem (output->data, output->stdout_length, "a\377\0b\033\n", 6);
  g_assert_cmpuint (output->dropped, ==, 70000);
  g_assert_false (psc_run_get_step (read, 0, 0)->status.left_process);
  g_assert_true (psc_run_get_step (read, PSC_TEST_KILLED,
                                   0)->status.left_process);
}

static void
test_random (void)
{
  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, 1 + seed % 7,
                                                        seed * 9);
      g_autoptr (PscRun) read = assert_round_trip (run);

      g_assert_cmpuint (psc_run_get_n_tasks (read), ==, seed * 9);
    }
}

/* A lane that gave up, and why the run ended early. */
static void
test_down (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 2);
  PscRecorder *recorder = psc_run_get_recorder (run);
  g_autoptr (GError) error = g_error_new_literal (PSC_ERROR,
                                                  PSC_ERROR_NO_WORKER, "gone");
  g_autoptr (PscRun) read = NULL;

  psc_test_run_add_worker (run, 1, 1, 5, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 1, PSC_NEVER, 9);
  psc_recorder_lane_gave_up (recorder, 2, 10, "no luck");
  psc_test_run_add_task (run, 1, 1, 1, 1, 6, 50);
  psc_test_run_add_task (run, 0, 1, 1, 2, 50, 90);
  psc_recorder_queue_dry (recorder, 50);
  psc_recorder_slept (recorder, 40);
  psc_recorder_end_run (recorder, 77, error);
  psc_run_take_batch (run);

  read = assert_round_trip (run);
  g_assert_cmpint (psc_run_get_lane_down_ns (read, 1), ==, 10);
  g_assert_cmpstr (psc_run_get_lane_reason (read, 1), ==, "no luck");
  g_assert_error (psc_run_get_error (read), PSC_ERROR, PSC_ERROR_NO_WORKER);
  g_assert_cmpint (psc_run_get_dry_ns (read), ==, 50);
  g_assert_cmpint (psc_run_get_cpu_ns (read), ==, 77);
  g_assert_cmpint (psc_run_get_slept_ns (read), ==, 40);
}

/* A run whose program ended before it did is still that. */
static void
test_unfinished (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  g_autoptr (GError) error = g_error_new_literal (PSC_ERROR, PSC_ERROR_CLOSED,
                                                  "It ended.");
  g_autoptr (PscRun) read = NULL;
  PscTaskRecord task = { .start_ns = PSC_NEVER, .end_ns = PSC_NEVER,
                         .outcome = PSC_OUTCOME_STOPPED,
                         .cause = PSC_CAUSE_PROGRAM_ENDED };
  PscStepRecord steps[PSC_MAX_STEPS] = { 0, };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    steps[i].start_ns = steps[i].end_ns = PSC_NEVER;
  psc_test_run_add_task_full (run, 0, &task, steps, PSC_NEVER);
  psc_recorder_end_run (psc_run_get_recorder (run), 0, error);
  psc_run_take_batch (run);

  read = assert_round_trip (run);
  g_assert_error (psc_run_get_error (read), PSC_ERROR, PSC_ERROR_CLOSED);
}

/* A run over the files that another one has lost says which that was. */
static void
test_again (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_DUMMY, 1, 1);
  g_autoptr (GDateTime) first = g_date_time_new_utc (2026, 11, 22, 9, 30, 5.);
  g_autoptr (PscRun) read = NULL;

  psc_run_set_again_of (run, first);
  psc_test_run_add_worker (run, 1, 0, 1, 30);
  psc_test_run_add_task (run, 0, 1, 1, 1, 10, 20);
  psc_test_run_end (run, 20);

  read = assert_round_trip (run);
  g_assert_true (g_date_time_equal (psc_run_get_again_of (read), first));
}

static void
test_real (PscTestPool   *fixture,
           gconstpointer  data)
{
  for (PscMode mode = 0; mode < PSC_N_MODES; mode++)
    {
      g_autoptr (PscRun) run = NULL;
      g_autoptr (PscRun) read = NULL;
      g_autoptr (GError) error = NULL;

      fixture->settings->mode = mode;
      run = psc_test_pool_run_new (fixture);
      g_assert_true (psc_test_execute (run, NULL, &error));
      read = assert_round_trip (run);
      g_assert_cmpuint (psc_run_get_n_outcome (read, PSC_OUTCOME_OK), ==,
                        psc_run_get_n_outcome (run, PSC_OUTCOME_OK));
    }
}

/* Every file is lost with its worker, or killed, or fails. */
static void
test_real_faults (PscTestPool   *fixture,
                  gconstpointer  data)
{
  const char * const commands[] = {
    "sh -c 'kill -9 $PPID'", "sh -c 'kill -9 $$'", "sh -c 'exit 3'",
    "sh -c 'echo \\\\377; echo two >&2'", "sh -c 'sleep 2'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (PscRun) run = NULL;
      g_autoptr (PscRun) read = NULL;

      psc_test_pool_set_command (fixture->settings, commands[i]);
      fixture->settings->step_timeout_ns = PSC_NSEC_PER_SEC / 50;
      fixture->settings->tasks_per_worker = i % 2;
      run = psc_test_pool_run_new (fixture);
      psc_test_execute (run, NULL, NULL);
      read = assert_round_trip (run);
    }
}

static void
test_real_stopped (PscTestPool   *fixture,
                   gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PscRun) run = NULL;
  g_autoptr (PscRun) read = NULL;

  psc_test_pool_set_command (fixture->settings, "sh -c 'sleep 30'");
  run = psc_test_pool_run_new (fixture);
  g_timeout_add_once (200, (GSourceOnceFunc) g_cancellable_cancel, cancellable);
  g_assert_false (psc_test_execute (run, cancellable, NULL));
  read = assert_round_trip (run);
  g_assert_error (psc_run_get_error (read), G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  const char *old;
  const char *new;
  const char *message; /* what the error has in it */
} Damage;

static const Damage damages[] = {
  { "poolscope-run", "poolscope-sweep", "not a “poolscope-run”" },
  { "\"version\" : 1", "\"version\" : 2", "newer Poolscope" },
  { "\"version\" : 1", "\"version\" : 0", "“version” is out of range" },
  { "\"version\" : 1", "\"version\" : 1.5", "“version” is not an integer" },
  { "\"started\" : \"", "\"started\" : \"x", "“started” is not a date" },
  { "\"started\" : \"", "\"started\" : \"9999-12-31T23:59:59Z\", \"x\" : \"",
    "“started” is out of range" },
  { "\"started\" : \"", "\"started\" : \"0001-01-01T00:00:00Z\", \"x\" : \"",
    "“started” is out of range" },
  { "\"machine\" : {", "\"machine\" : [], \"m\" : {", "is not an object" },
  { "\"mode\" : \"process\"", "\"mode\" : \"x\"", "“settings.mode” is not known" },
  { "\"workers\" : 2,", "\"workers\" : 257,", "“settings.workers”" },
  { "\"workers\" : 2,", "\"workers\" : 1,", "“workers[1].lane” is out of" },
  { "\"step_timeout_ns\" : ", "\"step_timeout_ns\" : 9000000000",
    "“settings.step_timeout_ns” is out of range" },
  { "\"name\" : \"wc\"", "\"name\" : \"file\"", "Two steps are called" },
  { "\"name\" : \"wc\"", "\"name\" : \"w=c\"", "equals sign" },
  { "\"files\" : 7", "\"files\" : 8", "“summary.files”" },
  { "\"lost\" : 1", "\"lost\" : 0", "“summary.outcomes.lost”" },
  { "\"wall_ns\" : 1400", "\"wall_ns\" : 1300", "“tasks[5].end_ns”" },
  { "\"wall_ns\" : 1400", "\"wall_ns\" : 9000000000000000000", "out of range" },
  { "\"wall_ns\" : 1400", "\"wall_ns\" : 99999999999999999999", "is o" },
  { "{\"worker\":1,", "{\"worker\":2,", "“workers[0].worker” is not its place" },
  { "\"ready_ns\":900", "\"ready_ns\":4", "“workers[0].ready_ns”" },
  { "{\"task\":1,", "{\"task\":3,", "“tasks[0].task” is not its place" },
  { "plain.txt\",\"name\"", "..\",\"name\"", NULL },
  { "file:///test%20dir/plain.txt", "file:///etc/passwd", "“tasks[0].uri”" },
  { "file:///test%20dir/plain.txt", "http://test/x", "“tasks[0].uri”" },
  { "\"worker\":1,\"lane\":1,\"chunk\":1", "\"worker\":9,\"lane\":1,\"chunk\":1",
    "“tasks[0].worker”" },
  { "\"worker\":1,\"lane\":1,\"chunk\":1", "\"worker\":1,\"lane\":2,\"chunk\":1",
    "“tasks[0].lane” is not its worker’s" },
  { "\"chunk\":1", "\"chunk\":4294967297", "chunk" },
  { "\"outcome\":\"lost\"", "\"outcome\":\"none\"", "“tasks[5].outcome”" },
  { "\"cause\":\"signal\"", "\"cause\":\"luck\"", "“tasks[4].cause”" },
  { "\"cause_step\":\"wc\"", "\"cause_step\":\"x\"", "“tasks[3].cause_step”" },
  { "\"start_ns\":1100", "\"start_ns\":1050", "“tasks[1].start_ns” is too" },
  { "\"start_ns\":1001", "\"start_ns\":999", "“tasks[0].steps[0].start_ns”" },
  { "\"end_ns\":1050", "\"end_ns\":1101", "“tasks[0].steps[0].end_ns”" },
  { "\"name\":\"file\",\"start_ns\":1001", "\"name\":\"wc\",\"start_ns\":1001",
    "“tasks[0].steps[1].name”" },
  { "\"value\":-1473", "\"value\":-1e999, \"x\":1", "is not a number" },
  { "\"dropped\":0", "\"dropped\":-1", "dropped" },
  { "\"dropped\":0", "\"droppe\":0", "“tasks[0].steps[0].dropped” is missing" },
  { "\"signal\":9", "\"signal\":4000", "signal" },
  { "\"left_process\":true", "\"left_process\":1", "left_process" },
  { "\"stopped\" : true", "\"stopped\" : 1", "“silences[0].stopped”" },
  { "\"start_ns\" : 1210", "\"start_ns\" : 4", "“silences[0].start_ns” is too" },
  { "\"end_ns\" : 1250", "\"end_ns\" : 1209", "“silences[0].end_ns” is too" },
  { "\"end_ns\" : 1250", "\"end_ns\" : 2001", "“silences[0].end_ns” is out" },
  { "\"start_ns\" : 1310", "\"start_ns\" : 1401", "“silences[1].end_ns” is out" },
  { "\"stopped\" : false", "\"worker\" : 3, \"stopped\" : false",
    "“silences[1].start_ns” is too early" },
  { "\"reason\":null", "\"reason\":null //", "does not belong there" },
  { "\"generator\"", "'generator'", "does not belong there" },
};

static char *
replace_first (const char *text,
               const char *old,
               const char *new)
{
  const char *at = strstr (text, old);

  g_assert_nonnull (at);

  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, new,
                          at + strlen (old));
}

static void
test_damaged (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  gsize length;
  g_autofree char *text = psc_test_store_write (psc_document_write, run,
                                                &length);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      const Damage *damage = &damages[i];
      g_autofree char *broken = replace_first (text, damage->old, damage->new);
      g_autoptr (GError) error = NULL;
      g_autoptr (PscRun) read = read_text (broken, strlen (broken), &error);

      /* A name is for people: the URI counts. */
      if (damage->message == NULL)
        {
          g_assert_no_error (error);
          continue;
        }

      g_assert_null (read);
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_true (error->domain == PSC_ERROR);
      g_assert_nonnull (strstr (error->message, damage->message));
    }
}

static void
assert_refused (const char *text,
                gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PscRun) run = read_text (text, length, &error);

  g_assert_null (run);
  g_assert_error (error, PSC_ERROR, PSC_ERROR_DOCUMENT);
}

static void
test_no_document (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');

  assert_refused ("", 0);
  assert_refused ("\0", 1);
  assert_refused ("[]", 2);
  assert_refused ("{}", 2);
  assert_refused ("null", 4);
  assert_refused ("1 2", 3);
  assert_refused ("\377\376", 2);
  assert_refused ("\211PNG\r\n", 6);
  assert_refused ("}{", 2);
  assert_refused ("{\"format\":\"poolscope-run\",\"version\":1}", 38);
  assert_refused ("{\"a\":\"\\ud800\",\"format\":\"\\ud800\"}", 31);
  assert_refused (deep, 1000000);
}

/* However much of a document there is, it is a document or a message. */
static void
test_truncated (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  gsize length;
  g_autofree char *text = psc_test_store_write (psc_document_write, run,
                                                &length);

  for (gsize end = 0; end < length - 2; end += 3)
    assert_refused (text, end);
}

static void
test_open (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *path = g_build_filename (directory, "run.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (PscRun) read = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) missing = NULL;
  g_autoptr (GError) error = NULL;

  psc_atomic_file_write (path, psc_document_write, run, &error);
  g_assert_no_error (error);
  psc_document_open_async (file, NULL, psc_test_result_cb, &found);
  psc_test_wait_until (found != NULL);
  read = psc_document_open_finish (file, found, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (psc_run_get_n_tasks (read), ==, PSC_TEST_N_TASKS);

  psc_test_remove_directory (directory);
  psc_document_open_async (file, NULL, psc_test_result_cb, &missing);
  psc_test_wait_until (missing != NULL);
  g_assert_null (psc_document_open_finish (file, missing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document-reader/everything-hard", test_everything_hard);
  g_test_add_func ("/document-reader/random", test_random);
  g_test_add_func ("/document-reader/down", test_down);
  g_test_add_func ("/document-reader/again", test_again);
  g_test_add_func ("/document-reader/unfinished", test_unfinished);
  g_test_add ("/document-reader/real", PscTestPool, NULL, psc_test_pool_set_up,
              test_real, psc_test_pool_tear_down);
  g_test_add ("/document-reader/real-faults", PscTestPool, NULL,
              psc_test_pool_set_up, test_real_faults,
              psc_test_pool_tear_down);
  g_test_add ("/document-reader/real-stopped", PscTestPool, NULL,
              psc_test_pool_set_up, test_real_stopped,
              psc_test_pool_tear_down);
  g_test_add_func ("/document-reader/damaged", test_damaged);
  g_test_add_func ("/document-reader/no-document", test_no_document);
  g_test_add_func ("/document-reader/truncated", test_truncated);
  g_test_add_func ("/document-reader/open", test_open);

  return g_test_run ();
}
