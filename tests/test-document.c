/* test-document.c: the run document says what the run's record says
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <math.h>

#include "psc-account.h"
#include "psc-document.h"
#include "psc-test-run.h"
#include "psc-test-store.h"

static JsonObject *
get_element (JsonNode   *root,
             const char *member,
             guint       index)
{
  JsonArray *array =
    json_object_get_array_member (json_node_get_object (root), member);

  return json_array_get_object_element (array, index);
}

static JsonObject *
get_step (JsonObject *task,
          guint       index)
{
  return json_array_get_object_element (
    json_object_get_array_member (task, "steps"), index);
}

#define assert_string(object, member, expected) \
  g_assert_cmpstr (json_object_get_string_member (object, member), ==, \
                   expected)
#define assert_int(object, member, expected) \
  g_assert_cmpint (json_object_get_int_member (object, member), ==, expected)
#define assert_null(object, member) \
  G_STMT_START { \
    g_assert_true (json_object_has_member (object, member)); \
    g_assert_true (json_object_get_null_member (object, member)); \
  } G_STMT_END

static void
test_head (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (JsonNode) root = psc_test_store_parse (psc_document_write, run);
  JsonObject *head = json_node_get_object (root);
  JsonObject *machine = json_object_get_object_member (head, "machine");
  JsonObject *settings = json_object_get_object_member (head, "settings");
  JsonArray *steps = json_object_get_array_member (settings, "steps");
  g_autoptr (GDateTime) started = NULL;
  JsonArray *argv;

  assert_string (head, "format", "poolscope-run");
  assert_int (head, "version", 1);
  assert_string (head, "generator", "poolscope " PACKAGE_VERSION);
  started = g_date_time_new_from_iso8601 (
    json_object_get_string_member (head, "started"), NULL);
  g_assert_nonnull (started);
  g_assert_cmpint (g_date_time_difference (started,
                                           psc_run_get_started (run)), ==, 0);

  g_assert_cmpint (json_object_get_int_member (machine, "cpus_usable"), >=, 1);
  g_assert_true (json_object_has_member (machine, "cpus_online"));
  g_assert_true (json_object_has_member (machine, "cpu_model"));
  g_assert_true (json_object_has_member (machine, "kernel"));

  assert_string (settings, "directory", "file:///test%20dir");
  assert_string (settings, "mode", "process");
  assert_int (settings, "workers", 2);
  assert_int (settings, "chunk_size", 3);
  assert_int (settings, "tasks_per_worker", 0);
  assert_int (settings, "work", 1);
  assert_int (settings, "seed", 42);
  assert_string (settings, "streams", "inherited");
  g_assert_false (json_object_get_boolean_member (settings, "global_lock"));
  assert_int (settings, "step_timeout_ns", PSC_DEFAULT_STEP_TIMEOUT_NS);

  g_assert_cmpuint (json_array_get_length (steps), ==, 3);
  assert_string (json_array_get_object_element (steps, 1), "name", "compute");
  assert_int (json_array_get_object_element (steps, 1), "work", 1);
  argv = json_object_get_array_member (
    json_array_get_object_element (steps, 2), "argv");
  g_assert_cmpuint (json_array_get_length (argv), ==, 3);
  g_assert_cmpstr (json_array_get_string_element (argv, 2), ==, "{}");
}

static void
test_summary (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (JsonNode) root = psc_test_store_parse (psc_document_write, run);
  JsonObject *summary =
    json_object_get_object_member (json_node_get_object (root), "summary");
  JsonObject *outcomes = json_object_get_object_member (summary, "outcomes");
  JsonObject *account = json_object_get_object_member (summary, "account_ns");
  JsonObject *steps = json_object_get_object_member (account, "steps");

  assert_int (summary, "files", PSC_TEST_N_TASKS);
  g_assert_cmpuint (json_object_get_size (outcomes), ==, PSC_N_OUTCOMES - 1);
  assert_int (outcomes, "ok", 3);
  assert_int (outcomes, "nonzero", 1);
  assert_int (outcomes, "failed", 0);
  assert_int (outcomes, "killed", 1);
  assert_int (outcomes, "timed-out", 0);
  assert_int (outcomes, "skipped", 0);
  assert_int (outcomes, "lost", 1);
  assert_int (outcomes, "stopped", 1);
  assert_int (summary, "wall_ns", 1400);
  assert_int (summary, "cumulated_ns", 600);
  assert_int (summary, "average_ns", 100);
  assert_int (summary, "cpu_ns", 0);
  g_assert_cmpfloat (json_object_get_double_member (summary, "occupancy"), ==,
                     600. / 2800.);

  assert_int (account, "start", 1900);
  assert_int (account, "handover", 200);
  assert_int (account, "inside", 4 * 4 + 20);
  assert_int (account, "restart", 0);
  assert_int (account, "down", 0);
  assert_int (account, "tail", 100);
  assert_int (steps, "file", 4 * 49 + 80 + 50);
  assert_int (steps, "compute", 4 * 9 + 50);
  assert_int (steps, "wc", 4 * 38);
}

static void
test_workers (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (JsonNode) root = psc_test_store_parse (psc_document_write, run);
  JsonObject *one = get_element (root, "workers", 0);
  JsonObject *two = get_element (root, "workers", 1);
  JsonObject *three = get_element (root, "workers", 2);

  assert_int (one, "worker", 1);
  assert_int (one, "lane", 1);
  assert_string (one, "kind", "process");
  assert_int (one, "id", 1001);
  assert_int (one, "requested_ns", 5);
  assert_int (one, "ready_ns", 900);
  assert_int (one, "ended_ns", 2000);
  assert_int (one, "tasks", 3);
  assert_int (one, "exit_code", 0);
  g_assert_false (json_object_has_member (one, "signal"));
  g_assert_false (json_object_has_member (one, "message"));

  assert_int (two, "signal", 11);
  assert_int (two, "tasks", 2);
  g_assert_false (json_object_has_member (two, "exit_code"));
  assert_string (two, "message", "last\\xffwords");

  assert_null (three, "id");
  assert_null (three, "ready_ns");
  assert_null (three, "ended_ns");
  assert_null (three, "exit_code");
}

static void
test_task (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (JsonNode) root = psc_test_store_parse (psc_document_write, run);
  JsonObject *task = get_element (root, "tasks", PSC_TEST_OK);
  JsonObject *step = get_step (task, 0);

  assert_int (task, "task", 1);
  assert_string (task, "uri", "file:///test%20dir/plain.txt");
  assert_string (task, "name", "plain.txt");
  assert_int (task, "worker", 1);
  assert_int (task, "lane", 1);
  assert_int (task, "chunk", 1);
  assert_string (task, "outcome", "ok");
  assert_null (task, "reason");
  assert_int (task, "start_ns", 1000);
  assert_int (task, "end_ns", 1100);

  assert_string (step, "name", "file");
  assert_int (step, "start_ns", 1001);
  assert_int (step, "end_ns", 1050);
  assert_int (step, "exit_code", 0);
  assert_null (step, "signal");
  assert_string (step, "stdout", "plain.txt: ASCII text\n");
  assert_string (step, "stderr", "");
  assert_int (step, "dropped", 0);
  g_assert_false (json_object_has_member (step, "stdout_base64"));
  g_assert_false (json_object_has_member (step, "stderr_base64"));

  step = get_step (task, 1);
  assert_string (step, "name", "compute");
  g_assert_cmpfloat (json_object_get_double_member (step, "value"), ==,
                     -1473.6327961234567);
  g_assert_false (json_object_has_member (step, "exit_code"));
  assert_null (get_step (get_element (root, "tasks", PSC_TEST_FORMULA), 1),
               "value");
}

static void
assert_base64 (JsonObject *step,
               const char *member,
               const char *data,
               gsize       length)
{
  gsize decoded_length;
  g_autofree guchar *decoded =
    g_base64_decode (json_object_get_string_member (step, member),
                     &decoded_length);

  g_assert_cmpmem (decoded, decoded_length, data, length);
}

/* No byte of a name or of an output gets lost, whatever it is. */
static void
test_bytes (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (JsonNode) root = psc_test_store_parse (psc_document_write, run);
  JsonObject *task = get_element (root, "tasks", PSC_TEST_BYTES);
  JsonObject *step = get_step (task, 0);
  g_autofree char *path = NULL;

  assert_string (task, "name", "caf\\xe9\\xff");
  path = g_filename_from_uri (json_object_get_string_member (task, "uri"),
                              NULL, NULL);
  g_assert_cmpstr (path, ==, "/test dir/caf\351\377");

  assert_string (step, "stdout", "a\\xff\\x00b\033\n");
  assert_base64 (step, "stdout_base64", "a\377\0b\033\n", 6);
  assert_string (step, "stderr", "bad \\xc3\n");
  assert_base64 (step, "stderr_base64", "bad \303\n", 6);
  assert_int (step, "dropped", 70000);

  task = get_element (root, "tasks", PSC_TEST_LINES);
  assert_string (task, "name", "two\nlines, \"quoted\"");
  assert_string (task, "outcome", "nonzero");
  assert_string (task, "reason", "wc exited with status 1");
}

static void
test_cut_short (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (JsonNode) root = psc_test_store_parse (psc_document_write, run);
  JsonObject *killed = get_element (root, "tasks", PSC_TEST_KILLED);
  JsonObject *lost = get_element (root, "tasks", PSC_TEST_LOST);
  JsonObject *stopped = get_element (root, "tasks", PSC_TEST_STOPPED);

  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (killed, "steps")), ==, 1);
  assert_null (get_step (killed, 0), "exit_code");
  assert_int (get_step (killed, 0), "signal", 9);

  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (lost, "steps")), ==, 2);
  assert_null (get_step (lost, 1), "end_ns");
  assert_null (get_step (lost, 1), "value");
  assert_string (lost, "reason", "its worker died: signal SIGSEGV");

  assert_null (stopped, "worker");
  assert_null (stopped, "lane");
  assert_null (stopped, "chunk");
  assert_null (stopped, "start_ns");
  assert_null (stopped, "end_ns");
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (stopped, "steps")), ==, 0);
}

static gint64
sum_members (JsonObject *object)
{
  g_autoptr (GList) values = json_object_get_values (object);
  gint64 sum = 0;

  for (GList *l = values; l != NULL; l = l->next)
    sum += JSON_NODE_HOLDS_OBJECT (l->data)
           ? sum_members (json_node_get_object (l->data))
           : json_node_get_int (l->data);

  return sum;
}

/* What a reader of the document can check by itself, holds. */
static void
test_sums (void)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      guint n_lanes = 1 + seed % 4;
      g_autoptr (PscRun) run = psc_test_run_new_random (seed, n_lanes,
                                                        seed * 20);
      g_autoptr (JsonNode) root = psc_test_store_parse (psc_document_write, run);
      JsonObject *head = json_node_get_object (root);
      JsonObject *summary = json_object_get_object_member (head, "summary");
      JsonArray *tasks = json_object_get_array_member (head, "tasks");
      gint64 cumulated_ns = 0;

      g_assert_cmpuint (json_array_get_length (tasks), ==, seed * 20);
      for (guint i = 0; i < json_array_get_length (tasks); i++)
        {
          JsonObject *task = json_array_get_object_element (tasks, i);

          cumulated_ns += json_object_get_int_member (task, "end_ns") -
                          json_object_get_int_member (task, "start_ns");
        }

      assert_int (summary, "cumulated_ns", cumulated_ns);
      g_assert_cmpint (
        sum_members (json_object_get_object_member (summary, "outcomes")), ==,
        seed * 20);
      g_assert_cmpint (
        sum_members (json_object_get_object_member (summary, "account_ns")),
        ==, n_lanes * json_object_get_int_member (summary, "wall_ns"));
    }
}

static void
test_decimal_comma (void)
{
  g_autofree char *old = g_strdup (setlocale (LC_NUMERIC, NULL));

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("the locale de_DE.UTF-8 is not installed");
      return;
    }

  test_summary ();
  test_task ();
  setlocale (LC_NUMERIC, old);
}

static void
test_full (void)
{
  g_autoptr (PscRun) run = psc_test_store_run_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (psc_atomic_file_write ("/dev/full", psc_document_write, run,
                                         &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/head", test_head);
  g_test_add_func ("/document/summary", test_summary);
  g_test_add_func ("/document/workers", test_workers);
  g_test_add_func ("/document/task", test_task);
  g_test_add_func ("/document/bytes", test_bytes);
  g_test_add_func ("/document/cut-short", test_cut_short);
  g_test_add_func ("/document/sums", test_sums);
  g_test_add_func ("/document/decimal-comma", test_decimal_comma);
  g_test_add_func ("/document/full", test_full);

  return g_test_run ();
}
