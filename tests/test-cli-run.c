/* test-cli-run.c: what runs of poolscope-cli say about themselves
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "psc-test-cli.h"

#define N_FILES       90
#define N_DIRECTORIES 8

static const char * const modes[] = {
  "process", "process-executor", "thread", "dummy",
};

/* What NumPy gives with seed 42. */
static const char * const known_values[] = {
  "-1473.632796", "1636.280988", "946.657335", "1662.814051",
};

/* A directory of files, subdirectories, and one hidden file. */
static char *
make_directory (void)
{
  g_auto (GStrv) names = g_new0 (char *, N_FILES + N_DIRECTORIES + 2);
  guint n = 0;

  for (guint i = 0; i < N_FILES; i++)
    names[n++] = g_strdup_printf ("file-%02u.txt", i);
  for (guint i = 0; i < N_DIRECTORIES; i++)
    names[n++] = g_strdup_printf ("sub-%u/", i);
  names[n++] = g_strdup (".hidden");

  return psc_test_make_directory ((const char * const *) names);
}

static JsonNode *
run_document (const char         *directory,
              const char * const *options)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (PscTestCli) cli = NULL;
  JsonNode *document;

  g_ptr_array_add (arguments, (char *) "run");
  g_ptr_array_add (arguments, (char *) "--json=-");
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (arguments, (char *) options[i]);
  g_ptr_array_add (arguments, (char *) directory);
  g_ptr_array_add (arguments, NULL);

  cli = psc_test_cli_start_full (NULL, NULL,
                                 (const char * const *) arguments->pdata);
  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->err, ==, "");
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);

  return document;
}

#define RUN(directory, ...) \
  run_document (directory, (const char * const[]) { __VA_ARGS__, NULL })

static guint
get_n_tasks (JsonNode *document)
{
  return json_array_get_length (
    json_object_get_array_member (json_node_get_object (document), "tasks"));
}

static JsonArray *
get_workers (JsonNode *document)
{
  return json_object_get_array_member (json_node_get_object (document),
                                       "workers");
}

/* What a task's compute step gave, with six decimals. */
static char *
dup_value (JsonObject *task,
           guint       step)
{
  double value = json_object_get_double_member (
    psc_test_document_get_step (task, step), "value");

  return g_strdup_printf ("%.6f", value);
}

static void
check_mode (const char *directory,
            const char *mode,
            guint       n_expected)
{
  g_autofree char *option = g_strconcat ("--mode=", mode, NULL);
  g_autoptr (JsonNode) document = RUN (directory, option, "--workers=4");
  JsonArray *workers = get_workers (document);
  gboolean threads = g_str_equal (mode, "thread") ||
                     g_str_equal (mode, "dummy");

  g_assert_cmpuint (get_n_tasks (document), ==, n_expected);
  g_assert_cmpint (psc_test_document_count (document, "ok") +
                   psc_test_document_count (document, "nonzero"),
                   ==, n_expected);
  psc_test_document_check_chunks (document);

  g_assert_cmpuint (json_array_get_length (workers), <=, 4);
  if (!g_str_equal (mode, "thread"))
    g_assert_cmpuint (json_array_get_length (workers), ==, 4);
  for (guint i = 0; i < json_array_get_length (workers); i++)
    g_assert_cmpstr (json_object_get_string_member (
                       json_array_get_object_element (workers, i), "kind"),
                     ==, threads ? "thread" : "process");
}

static guint
count_entries (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    count += *name != '.';

  return count;
}

static void
test_modes (void)
{
  g_autofree char *directory = make_directory ();

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    check_mode (directory, modes[i], N_FILES + N_DIRECTORIES);

  psc_test_remove_directory (directory);
}

static void
test_headers (void)
{
  guint n_entries;

  if (!g_file_test ("/usr/include", G_FILE_TEST_IS_DIR) ||
      (n_entries = count_entries ("/usr/include")) == 0)
    {
      g_test_skip ("there are no headers here");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    check_mode ("/usr/include", modes[i], n_entries);
}

/* Subdirectories are entries; wc refuses them, and the pipeline goes on. */
static void
test_default_steps (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (JsonNode) document = RUN (directory, "--workers=2");
  JsonObject *file = psc_test_document_find_task (document, "file-07.txt");
  JsonObject *sub = psc_test_document_find_task (document, "sub-3");
  JsonObject *step;

  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, N_FILES);
  g_assert_cmpint (psc_test_document_count (document, "nonzero"), ==,
                   N_DIRECTORIES);

  step = psc_test_document_get_step (file, 0);
  g_assert_cmpstr (json_object_get_string_member (step, "name"), ==, "file");
  g_assert_nonnull (strstr (json_object_get_string_member (step, "stdout"),
                            "ASCII text"));
  step = psc_test_document_get_step (file, 1);
  g_assert_cmpstr (json_object_get_string_member (step, "name"), ==,
                   "compute");
  step = psc_test_document_get_step (file, 2);
  g_assert_cmpstr (json_object_get_string_member (step, "name"), ==, "wc");
  g_assert_true (g_str_has_prefix (
                   json_object_get_string_member (step, "stdout"),
                   " 1  1 12 "));

  g_assert_cmpstr (json_object_get_string_member (sub, "outcome"), ==,
                   "nonzero");
  step = psc_test_document_get_step (sub, 2);
  g_assert_cmpint (json_object_get_int_member (step, "exit_code"), ==, 1);
  g_assert_nonnull (strstr (json_object_get_string_member (step, "stderr"),
                            "Is a directory"));

  psc_test_remove_directory (directory);
}

static void
test_known_values (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (JsonNode) document = RUN (directory, "--workers=1",
                                       "--mode=thread", "--seed=42",
                                       "--limit=4", "--quiet");
  g_autoptr (PscTestCli) cli = NULL;
  const char *found;

  for (guint i = 0; i < G_N_ELEMENTS (known_values); i++)
    {
      g_autofree char *value =
        dup_value (psc_test_document_get_task (document, i), 1);

      g_assert_cmpstr (value, ==, known_values[i]);
    }

  /* The report shows the same numbers in the same order. */
  cli = psc_test_cli_run ("run", "--workers=1", "--mode=thread", "--seed=42",
                          "--limit=4", directory);
  psc_test_cli_assert_status (cli, 0);
  found = cli->out;
  for (guint i = 0; i < G_N_ELEMENTS (known_values); i++)
    {
      found = strstr (found, known_values[i]);
      g_assert_nonnull (found);
    }

  psc_test_remove_directory (directory);
}

static void
test_independent_streams (void)
{
  static const char * const ways[][3] = {
    { "--mode=process", "--workers=4", "--chunk-size=auto" },
    { "--mode=process", "--workers=3", "--tasks-per-worker=5" },
    { "--mode=process-executor", "--workers=4", "--chunk-size=7" },
    { "--mode=thread", "--workers=4", "--chunk-size=auto" },
    { "--mode=dummy", "--workers=2", "--chunk-size=auto" },
  };
  g_autofree char *directory = make_directory ();
  g_autoptr (JsonNode) one = RUN (directory, "--mode=thread", "--workers=1",
                                  "--streams=independent", "--step=compute");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal,
                                                       g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (JsonNode) other = RUN (directory, ways[i][0], ways[i][1],
                                        ways[i][2], "--streams=independent",
                                        "--step=compute");

      g_assert_cmpuint (get_n_tasks (other), ==, get_n_tasks (one));
      for (guint j = 0; j < get_n_tasks (one); j++)
        {
          JsonObject *a = psc_test_document_get_task (one, j);
          JsonObject *b = psc_test_document_get_task (other, j);
          g_autofree char *expected = dup_value (a, 0);
          g_autofree char *value = dup_value (b, 0);

          g_assert_cmpstr (json_object_get_string_member (a, "uri"), ==,
                           json_object_get_string_member (b, "uri"));
          g_assert_cmpstr (value, ==, expected);
          g_hash_table_add (seen, g_steal_pointer (&value));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, get_n_tasks (one));

  psc_test_remove_directory (directory);
}

/* The k-th value that each worker gives is the k-th of the stream.  A worker
 * does its tasks in the order of the list. */
static void
check_worker_streams (JsonNode *document,
                      JsonNode *stream)
{
  g_autofree guint *n_done =
    g_new0 (guint, json_array_get_length (get_workers (document)));

  for (guint i = 0; i < get_n_tasks (document); i++)
    {
      JsonObject *task = psc_test_document_get_task (document, i);
      gint64 worker = json_object_get_int_member (task, "worker");
      guint k = n_done[worker - 1]++;
      g_autofree char *value = dup_value (task, 0);
      g_autofree char *expected =
        dup_value (psc_test_document_get_task (stream, k), 0);

      g_assert_cmpstr (value, ==, expected);
    }
}

static void
test_inherited_streams (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (JsonNode) stream = RUN (directory, "--mode=thread", "--workers=1",
                                     "--step=compute");
  g_autoptr (JsonNode) process = RUN (directory, "--mode=process",
                                      "--workers=4", "--step=compute");
  g_autoptr (JsonNode) executor = RUN (directory, "--mode=process-executor",
                                       "--workers=3", "--step=compute");
  g_autoptr (JsonNode) replaced = RUN (directory, "--mode=process",
                                       "--workers=2", "--chunk-size=2",
                                       "--tasks-per-worker=4",
                                       "--step=compute");
  g_autoptr (JsonNode) threads = RUN (directory, "--mode=dummy",
                                      "--workers=4", "--step=compute");
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash,
                                                         g_str_equal,
                                                         g_free, NULL);

  check_worker_streams (process, stream);
  check_worker_streams (executor, stream);
  check_worker_streams (replaced, stream);
  g_assert_cmpuint (json_array_get_length (get_workers (replaced)), >, 2);

  /* Threads share the stream: together they give each value once. */
  for (guint i = 0; i < get_n_tasks (stream); i++)
    g_hash_table_add (values,
                      dup_value (psc_test_document_get_task (stream, i), 0));
  g_assert_cmpuint (g_hash_table_size (values), ==, get_n_tasks (stream));
  for (guint i = 0; i < get_n_tasks (threads); i++)
    {
      g_autofree char *value =
        dup_value (psc_test_document_get_task (threads, i), 0);

      g_assert_true (g_hash_table_remove (values, value));
    }

  psc_test_remove_directory (directory);
}

/* Each step tells who started it, as the kernel sees it while it runs: the
 * process, that one's parent, and its threads.  No step ends before the
 * program's own number is known. */
static void
check_ids (const char *mode,
           const char *directory,
           const char *step)
{
  g_autofree char *mode_option = g_strconcat ("--mode=", mode, NULL);
  g_autofree char *step_option = g_strconcat ("--step=who=", step, NULL);
  g_autofree char *go = g_strconcat (step, ".go", NULL);
  g_autoptr (PscTestCli) cli = psc_test_cli_start ("run", "--json=-",
                                                   "--workers=4", "--limit=12",
                                                   mode_option, step_option,
                                                   directory);
  gboolean threads = g_str_equal (mode, "thread") ||
                     g_str_equal (mode, "dummy");
  g_autoptr (JsonNode) document = NULL;

  g_assert_cmpint (cli->pid, >, 0);
  g_assert_true (g_file_set_contents (go, "", 0, NULL));
  psc_test_cli_wait (cli);
  g_assert_cmpint (g_unlink (go), ==, 0);
  psc_test_cli_assert_status (cli, 0);
  document = psc_test_cli_parse (cli);
  for (guint i = 0; i < get_n_tasks (document); i++)
    {
      JsonObject *task = psc_test_document_get_task (document, i);
      guint number = (guint) json_object_get_int_member (task, "worker");
      JsonObject *worker =
        json_array_get_object_element (get_workers (document), number - 1);
      g_autofree char *id =
        g_strdup_printf ("%d", (int) json_object_get_int_member (worker,
                                                                 "id"));
      g_autofree char *pid = g_strdup_printf ("%d", cli->pid);
      g_auto (GStrv) said = g_strsplit (
        json_object_get_string_member (psc_test_document_get_step (task, 0),
                                       "stdout"), "\n", -1);

      g_assert_cmpuint (g_strv_length (said), >, 3);
      g_assert_cmpstr (said[0], ==, threads ? pid : id);
      if (!threads)
        g_assert_cmpstr (said[1], ==, pid);
      g_assert_true (g_strv_contains ((const char * const *) said + 2, id));
    }
}

static void
test_ids (void)
{
  g_autofree char *directory = make_directory ();
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) step =
    psc_test_make_program (tools, "who",
                           "until [ -e \"$0.go\" ]; do sleep 0.01; done\n"
                           "echo $PPID\n"
                           "sed -n 's/^PPid:.//p' /proc/$PPID/status\n"
                           "ls /proc/$PPID/task");

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    check_ids (modes[i], directory, step[0]);

  psc_test_remove_directory (tools);
  psc_test_remove_directory (directory);
}

static void
test_tasks_per_worker (void)
{
  static const char * const process_modes[] = {
    "--mode=process", "--mode=process-executor",
  };
  g_autofree char *directory = make_directory ();

  for (guint i = 0; i < G_N_ELEMENTS (process_modes); i++)
    {
      g_autoptr (JsonNode) document = RUN (directory, process_modes[i],
                                           "--workers=4", "--limit=30",
                                           "--quiet",
                                           "--tasks-per-worker=1",
                                           "--chunk-size=1", "--step=compute");
      JsonArray *workers = get_workers (document);
      g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
      guint n_workers = json_array_get_length (workers);
      gint64 n_tasks = 0;

      /* A first worker that is late finds nothing left, and is one more. */
      g_assert_cmpuint (n_workers, >=, 30);
      g_assert_cmpuint (n_workers, <=, 33);
      for (guint j = 0; j < n_workers; j++)
        {
          JsonObject *worker = json_array_get_object_element (workers, j);
          gint64 id = json_object_get_int_member (worker, "id");

          g_assert_cmpint (json_object_get_int_member (worker, "tasks"), <=,
                           1);
          n_tasks += json_object_get_int_member (worker, "tasks");
          g_assert_cmpint (json_object_get_int_member (worker, "exit_code"),
                           ==, 0);
          g_assert_true (g_hash_table_add (ids, GINT_TO_POINTER ((int) id)));
        }
      g_assert_cmpint (n_tasks, ==, 30);
    }

  psc_test_remove_directory (directory);
}

static void
test_global_lock (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (JsonNode) document = RUN (directory, "--mode=dummy",
                                       "--workers=3", "--global-lock",
                                       "--streams=independent",
                                       "--step=compute");
  g_autoptr (JsonNode) plain = RUN (directory, "--mode=dummy", "--workers=3",
                                    "--streams=independent",
                                    "--step=compute");
  JsonObject *settings =
    json_object_get_object_member (json_node_get_object (document),
                                   "settings");

  g_assert_true (json_object_get_boolean_member (settings, "global_lock"));
  for (guint i = 0; i < get_n_tasks (plain); i++)
    {
      g_autofree char *value =
        dup_value (psc_test_document_get_task (document, i), 0);
      g_autofree char *expected =
        dup_value (psc_test_document_get_task (plain, i), 0);

      g_assert_cmpstr (value, ==, expected);
    }

  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/run/modes", test_modes);
  g_test_add_func ("/cli/run/headers", test_headers);
  g_test_add_func ("/cli/run/default-steps", test_default_steps);
  g_test_add_func ("/cli/run/known-values", test_known_values);
  g_test_add_func ("/cli/run/independent-streams", test_independent_streams);
  g_test_add_func ("/cli/run/inherited-streams", test_inherited_streams);
  g_test_add_func ("/cli/run/ids", test_ids);
  g_test_add_func ("/cli/run/tasks-per-worker", test_tasks_per_worker);
  g_test_add_func ("/cli/run/global-lock", test_global_lock);

  return g_test_run ();
}
