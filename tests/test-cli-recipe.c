/* test-cli-recipe.c: runs as they are written down, made again
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-recipe.h"
#include "psc-test-cli.h"

static PscSettings *
new_settings (PscMode mode,
              guint   workers)
{
  PscSettings *settings = psc_settings_new ();

  settings->mode = mode;
  settings->workers = workers;

  return settings;
}

/* Runs a command to its end and returns what it printed. */
static char *
run_words (const char * const *words)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *tools =
    g_path_get_dirname (g_getenv ("POOLSCOPE_CLI"));
  g_autofree char *path = g_strconcat (tools, ":", g_getenv ("PATH"), NULL);
  char *out = NULL;

  g_subprocess_launcher_setenv (launcher, "PATH", path, TRUE);
  subprocess = g_subprocess_launcher_spawnv (launcher, words, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (subprocess, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (subprocess));

  return out;
}

/* Pastes the line into a shell, with the document asked for. */
static JsonNode *
run_line (const PscSettings *settings,
          const char        *directory,
          PscListingFlags    flags)
{
  g_autofree char *line = psc_recipe_dup_command_line (settings, directory,
                                                       flags);
  g_autofree char *script = g_strconcat (line, " --json=-", NULL);
  g_autofree char *text =
    run_words ((const char *[]) { "sh", "-c", script, NULL });
  g_autoptr (GError) error = NULL;
  JsonNode *document = json_from_string (text, &error);

  g_assert_no_error (error);
  psc_test_document_check (document);

  return document;
}

static void
test_line (void)
{
  g_autofree char *parent = psc_test_make_directory (NULL);
  g_autofree char *directory = g_build_filename (parent, "it's\xff $x", NULL);
  g_autofree char *file = g_build_filename (directory, ".hidden", NULL);
  g_autofree char *uri = g_filename_to_uri (directory, NULL, NULL);
  g_autoptr (PscSettings) settings = new_settings (PSC_MODE_DUMMY, 3);
  g_autoptr (JsonNode) document = NULL;
  JsonObject *said, *step;

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "x\n", -1, NULL));
  psc_pipeline_unref (settings->pipeline);
  settings->pipeline = psc_pipeline_new ();
  g_assert_true (psc_pipeline_append (settings->pipeline,
                                      "a b=grep -c 'x y' -- {}", NULL));
  g_assert_true (psc_pipeline_append (settings->pipeline, "n=compute", NULL));
  settings->chunk_size = 2;
  settings->work = 3;
  settings->seed = 99;
  settings->streams = PSC_STREAMS_INDEPENDENT;
  settings->global_lock = TRUE;
  settings->step_timeout_ns = 5 * PSC_NSEC_PER_SEC / 2;

  document = run_line (settings, directory, PSC_LISTING_HIDDEN);
  said = json_object_get_object_member (json_node_get_object (document),
                                        "settings");
  g_assert_cmpstr (json_object_get_string_member (said, "directory"), ==, uri);
  g_assert_cmpstr (json_object_get_string_member (said, "mode"), ==, "dummy");
  g_assert_cmpint (json_object_get_int_member (said, "workers"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (said, "chunk_size"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (said, "work"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (said, "seed"), ==, 99);
  g_assert_cmpstr (json_object_get_string_member (said, "streams"), ==,
                   "independent");
  g_assert_true (json_object_get_boolean_member (said, "global_lock"));
  g_assert_cmpint (json_object_get_int_member (said, "step_timeout_ns"), ==,
                   settings->step_timeout_ns);

  g_assert_cmpint (psc_test_document_count (document, "nonzero"), ==, 1);
  step = psc_test_document_get_step (psc_test_document_get_task (document, 0),
                                     0);
  g_assert_cmpstr (json_object_get_string_member (step, "name"), ==, "a b");
  g_assert_cmpstr (json_object_get_string_member (step, "stdout"), ==, "0\n");

  psc_test_remove_directory (parent);
}

/* The first Python of the machine that has NumPy. */
static const char *
find_python (void)
{
  static const char * const candidates[] = { "python3", "/usr/bin/python3" };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      const char *words[] = { candidates[i], "-c", "import numpy", NULL };
      int status;

      if (g_spawn_sync (NULL, (char **) words, NULL,
                        G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                        NULL, NULL, NULL, NULL, &status, NULL) &&
          g_spawn_check_wait_status (status, NULL))
        return candidates[i];
    }

  return NULL;
}

/* The value that the program printed below the file's name. */
static double
find_value (const char *text,
            const char *name)
{
  g_autofree char *head = g_strconcat ("\n", name, "\n", NULL);
  g_autofree char *whole = g_strconcat ("\n", text, NULL);
  const char *at = strstr (whole, head);

  g_assert_nonnull (at);
  at = strstr (at, "\n  compute: ");
  g_assert_nonnull (at);

  return g_ascii_strtod (at + strlen ("\n  compute: "), NULL);
}

typedef struct
{
  const char *name;
  PscMode     mode;
  guint       workers;
  PscStreams  streams;
  guint       chunk_size;
  guint       tasks_per_worker;
} PythonCase;

/* Values that do not depend on which worker is faster. */
static const PythonCase python_cases[] = {
  { "process", PSC_MODE_PROCESS, 2, PSC_STREAMS_INDEPENDENT, 0, 0 },
  { "process-one", PSC_MODE_PROCESS, 1, PSC_STREAMS_INHERITED, 0, 0 },
  { "process-replaced", PSC_MODE_PROCESS, 1, PSC_STREAMS_INHERITED, 2, 4 },
  { "executor", PSC_MODE_PROCESS_EXECUTOR, 2, PSC_STREAMS_INDEPENDENT, 0, 0 },
  { "executor-one", PSC_MODE_PROCESS_EXECUTOR, 1, PSC_STREAMS_INHERITED, 2, 0 },
  { "executor-replaced", PSC_MODE_PROCESS_EXECUTOR, 1, PSC_STREAMS_INHERITED,
    2, 4 },
  { "thread", PSC_MODE_THREAD, 2, PSC_STREAMS_INDEPENDENT, 3, 0 },
  { "thread-one", PSC_MODE_THREAD, 1, PSC_STREAMS_INHERITED, 0, 0 },
  { "dummy", PSC_MODE_DUMMY, 2, PSC_STREAMS_INDEPENDENT, 0, 0 },
  { "dummy-one", PSC_MODE_DUMMY, 1, PSC_STREAMS_INHERITED, 0, 0 },
};

static void
test_python (gconstpointer data)
{
  static const char * const names[] = {
    "a.txt", "b", "c", "d", "e", "f", "g", ".h", "below/i", NULL,
  };
  const PythonCase *c = data;
  const char *python = find_python ();
  g_autoptr (PscSettings) settings = new_settings (c->mode, c->workers);
  g_autofree char *directory = NULL;
  g_autofree char *tools = NULL;
  g_autofree char *program = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) document = NULL;

  if (python == NULL)
    {
      g_test_skip ("no Python with NumPy");
      return;
    }

  settings->streams = c->streams;
  settings->chunk_size = c->chunk_size;
  settings->tasks_per_worker = c->tasks_per_worker;
  settings->work = 2;
  settings->seed = 4711;

  directory = psc_test_make_directory (names);
  tools = psc_test_make_directory (NULL);
  path = g_build_filename (tools, "run.py", NULL);
  program = psc_recipe_dup_python (settings, directory,
                                   PSC_LISTING_RECURSIVE);
  g_assert_true (g_file_set_contents (path, program, -1, NULL));
  text = run_words ((const char *[]) { python, path, NULL });
  g_assert_null (strstr (text, ".h\n"));

  document = run_line (settings, directory, PSC_LISTING_RECURSIVE);
  g_assert_cmpint (psc_test_document_count (document, "ok") +
                   psc_test_document_count (document, "nonzero"), ==, 9);
  for (guint i = 0; i < 9; i++)
    {
      JsonObject *task = psc_test_document_get_task (document, i);
      double value = json_object_get_double_member (
        psc_test_document_get_step (task, 1), "value");

      g_assert_cmpfloat_with_epsilon (
        find_value (text, json_object_get_string_member (task, "name")),
        value, 1e-5);
    }

  psc_test_remove_directory (directory);
  psc_test_remove_directory (tools);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/recipe/line", test_line);
  for (guint i = 0; i < G_N_ELEMENTS (python_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/recipe/python/",
                                           python_cases[i].name, NULL);

      g_test_add_data_func (path, &python_cases[i], test_python);
    }

  return g_test_run ();
}
