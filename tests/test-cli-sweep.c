/* test-cli-sweep.c: the command "sweep" as a program
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "psc-test-cli.h"

static char *
make_directory (void)
{
  static const char * const names[] = { "a", "b", "c", "d", "e", NULL };

  return psc_test_make_directory (names);
}

static JsonObject *
get_element (JsonObject *document,
             const char *name,
             guint       index)
{
  return json_array_get_object_element (
    json_object_get_array_member (document, name), index);
}

/* What the document holds is whole, and agrees with itself. */
static void
check_document (JsonObject *document,
                guint       n_points,
                guint       n_repeats)
{
  JsonArray *points = json_object_get_array_member (document, "points");
  JsonArray *runs = json_object_get_array_member (document, "runs");

  g_assert_cmpstr (json_object_get_string_member (document, "format"), ==,
                   "poolscope-sweep");
  g_assert_cmpint (json_object_get_int_member (document, "version"), ==, 1);
  g_assert_cmpuint (json_array_get_length (points), ==, n_points);
  g_assert_cmpuint (json_array_get_length (runs), ==,
                    1 + n_points * n_repeats);
  g_assert_true (json_object_has_member (document, "fits"));
  g_assert_true (json_object_has_member (document, "machine"));

  for (guint i = 0; i < n_points; i++)
    {
      JsonObject *point = json_array_get_object_element (points, i);
      JsonObject *figures = json_object_get_object_member (point, "figures");
      JsonObject *wall = json_object_get_object_member (figures, "wall_ns");
      gint64 min = G_MAXINT64, max = 0;

      g_assert_cmpint (json_object_get_int_member (point, "repeats"), ==,
                       n_repeats);
      for (guint j = 0; j < json_array_get_length (runs); j++)
        {
          JsonObject *run = json_array_get_object_element (runs, j);
          gint64 wall_ns = json_object_get_int_member (
            json_object_get_object_member (run, "summary"), "wall_ns");

          g_assert_cmpint (json_object_get_int_member (run, "order"), ==,
                           j + 1);
          if (json_object_get_int_member (run, "point") != i + 1 ||
              json_object_get_null_member (run, "repeat"))
            continue;
          min = MIN (min, wall_ns);
          max = MAX (max, wall_ns);
        }
      g_assert_cmpint (json_object_get_int_member (wall, "min"), ==, min);
      g_assert_cmpint (json_object_get_int_member (wall, "max"), ==, max);
      g_assert_cmpint (json_object_get_int_member (wall, "median"), >=, min);
      g_assert_cmpint (json_object_get_int_member (wall, "median"), <=, max);
    }
}

static void
test_report (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (PscTestCli) cli = psc_test_cli_run (
    "sweep", "--workers=1,2", "--modes=thread,dummy", "--repeat=3", directory);
  static const char * const expected[] = {
    "mode", "workers", "runs", "wall time", "occupancy", "speed-up",
    "parallel efficiency\n", "thread", "1.00\n", "thread", "dummy",
    "1.00\n", "dummy",
  };
  const char *found = cli->out;

  psc_test_cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->err, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const char *next = strstr (found, expected[i]);

      if (next == NULL)
        g_test_message ("“%s” is not in: %s", expected[i], found);
      g_assert_nonnull (next);
      found = next + strlen (expected[i]);
    }
  psc_test_remove_directory (directory);
}

static void
test_document (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (PscTestCli) cli = psc_test_cli_run (
    "sweep", "--workers=2,1", "--modes=process,dummy", "--repeat=3",
    "--global-lock", "--order=as-given", "--seed=7", "--chunk-size=2",
    "--json=-", directory);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *document, *settings, *point, *figures, *start_up, *share;

  psc_test_cli_assert_status (cli, 0);
  node = psc_test_cli_parse (cli);
  document = json_node_get_object (node);
  check_document (document, 4, 3);

  settings = json_object_get_object_member (document, "settings");
  g_assert_cmpstr (json_object_get_string_member (settings, "order"), ==,
                   "as-given");
  g_assert_cmpint (json_object_get_int_member (settings, "order_seed"), ==, 7);
  g_assert_cmpint (json_object_get_int_member (settings, "files"), ==, 5);

  point = get_element (document, "points", 0);
  g_assert_cmpstr (json_object_get_string_member (point, "mode"), ==,
                   "process");
  g_assert_cmpint (json_object_get_int_member (point, "workers"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (point, "chunk_size"), ==, 2);
  g_assert_false (json_object_get_boolean_member (point, "global_lock"));
  point = get_element (document, "points", 3);
  g_assert_cmpstr (json_object_get_string_member (point, "mode"), ==, "dummy");
  g_assert_true (json_object_get_boolean_member (point, "global_lock"));
  g_assert_cmpfloat (json_object_get_double_member (point, "speedup"), ==, 1.);
  figures = json_object_get_object_member (point, "figures");
  start_up = json_object_get_object_member (figures, "start_up_ns");
  share = json_object_get_object_member (figures, "cpu_share");
  g_assert_cmpint (json_object_get_int_member (start_up, "median"), >, 0);
  g_assert_cmpfloat (json_object_get_double_member (share, "median"), >, 0.);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (document,
                                                         "findings")), >=, 1);
  psc_test_remove_directory (directory);
}

static gboolean
has_finding (JsonObject *document,
             const char *text)
{
  JsonArray *findings = json_object_get_array_member (document, "findings");

  for (guint i = 0; i < json_array_get_length (findings); i++)
    if (strstr (json_array_get_string_element (findings, i), text) != NULL)
      return TRUE;

  return FALSE;
}

/* Where all that files do is to compute, the lock leaves one worker's speed.
 * How much is gained without it depends on what else the machine does. */
static void
test_lock (void)
{
  g_autofree char *directory = make_directory ();

  for (guint locked = 0; locked < 2; locked++)
    {
      g_autoptr (PscTestCli) cli = psc_test_cli_run (
        "sweep", "--workers=1,2", "--modes=dummy", "--repeat=3",
        "--step=compute", "--work=20", "--json=-", directory,
        locked ? "--global-lock" : NULL);
      g_autoptr (JsonNode) node = NULL;
      JsonObject *document;

      psc_test_cli_assert_status (cli, 0);
      node = psc_test_cli_parse (cli);
      document = json_node_get_object (node);
      g_assert_cmpint (has_finding (document, "What the lock does"), ==,
                       locked);
      if (locked)
        g_assert_cmpfloat (json_object_get_double_member (
                             get_element (document, "points", 1), "speedup"),
                           <, 1.8);
    }
  psc_test_remove_directory (directory);
}

static void
test_csv (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (PscTestCli) cli = psc_test_cli_run (
    "sweep", "--workers=2", "--modes=dummy", "--repeat=1", "--warmup=0",
    "--csv=-", directory);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) headings = NULL;
  g_auto (GStrv) cells = NULL;

  psc_test_cli_assert_status (cli, 0);
  lines = g_strsplit (cli->out, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[2], ==, "");
  headings = g_strsplit (lines[0], ",", -1);
  cells = g_strsplit (lines[1], ",", -1);
  g_assert_cmpuint (g_strv_length (headings), ==, g_strv_length (cells));
  g_assert_true (g_str_has_prefix (lines[1], "dummy,2,1,0,1,false,1,"));
  g_assert_cmpstr (headings[7], ==, "wall_ns_median");
  g_assert_cmpstr (headings[23], ==, "start_up_ns_median");
  g_assert_cmpstr (cells[23], !=, "");
  g_assert_cmpstr (headings[27], ==, "cpu_share_median");

  /* One run has no spread, and without one worker there is no speed-up. */
  g_assert_cmpstr (cells[7], ==, cells[8]);
  g_assert_cmpstr (cells[10], ==, "0");
  g_assert_true (g_str_has_suffix (lines[1], ",,"));
  psc_test_remove_directory (directory);
}

/* Wrong words and numbers are refused before anything runs. */
static void
test_usage (void)
{
  static const struct
  {
    const char *option;
    const char *reason;
    int         status;
  } cases[] = {
    { "--workers=1,x", "--workers=x is not possible", 2 },
    { "--workers=", "--workers= is not possible", 2 },
    { "--workers=0", "1 to 256", 2 },
    { "--workers=1,257", "--workers=257 is not possible", 2 },
    { "--modes=process,fork", "--modes=process,fork is not possible", 2 },
    { "--modes=", "--modes= is not possible", 2 },
    { "--repeat=0", "1 to 50", 2 },
    { "--repeat=51", "1 to 50", 2 },
    { "--warmup=-1", "0 to 50", 2 },
    { "--order=random", "interleaved, as-given", 2 },
    { "--global-lock", "A lock is global to one process", 2 },
    { "--trace=x", "--trace", 2 },
    { "--chart=x.gif", "*.png, *.svg, *.pdf", 2 },
    { "--size=9", "--size=9 is not possible", 2 },
    { "--workers=2,2", "is there twice", 2 },
    { "--step=own=no-such-program", "no-such-program", 3 },
  };
  g_autofree char *directory = make_directory ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PscTestCli) cli = psc_test_cli_run ("sweep", cases[i].option,
                                                     directory);

      psc_test_cli_assert_status (cli, cases[i].status);
      psc_test_cli_assert_says (cli, cases[i].reason);
      g_assert_cmpstr (cli->out, ==, "");
    }
  psc_test_remove_directory (directory);
}

/* A step that kills itself: the report says which runs do not count. */
static void
test_problem (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (PscTestCli) cli = psc_test_cli_run (
    "sweep", "--workers=1,2", "--modes=dummy", "--repeat=1", "--warmup=0",
    "--step=end=sh -c 'kill -9 $$'", directory);

  psc_test_cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->out, "Run 2 (dummy, "));
  g_assert_nonnull (strstr (cli->out, "Not every file was done: 5 killed."));
  psc_test_remove_directory (directory);
}

/* SIGINT in the second run keeps what the first one has measured, and writes
 * it. */
static void
test_stop (void)
{
  g_autofree char *directory = make_directory ();
  g_autofree char *place = psc_test_make_directory (
    (const char * const[]) { NULL });
  g_autofree char *mark = g_build_filename (place, "mark", NULL);
  g_autofree char *step = g_strdup_printf (
    "--step=wait=sh -c 'if test -e %s; then touch %s-2; sleep 60; fi; "
    "case \"$1\" in */e) touch %s;; esac' sh {}", mark, mark, mark);
  g_autofree char *second = g_strconcat (mark, "-2", NULL);
  g_autofree char *path = g_build_filename (place, "sweep.json", NULL);
  g_autofree char *json = g_strconcat ("--json=", path, NULL);
  g_autoptr (PscTestCli) cli = psc_test_cli_start (
    "sweep", "--workers=1", "--modes=thread", "--repeat=3", "--warmup=0",
    step, json, directory);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *document;

  psc_test_wait_until (g_file_test (second, G_FILE_TEST_EXISTS));
  g_subprocess_send_signal (cli->subprocess, SIGINT);
  psc_test_cli_wait (cli);
  psc_test_cli_assert_status (cli, 128 + SIGINT);
  node = psc_test_cli_load (path);
  document = json_node_get_object (node);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (document, "runs")),
    ==, 1);
  g_assert_cmpint (
    json_object_get_int_member (get_element (document, "points", 0),
                                "repeats"), ==, 1);
  psc_test_remove_directory (place);
  psc_test_remove_directory (directory);
}

static void
test_chart (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (PscTestCli) cli = psc_test_cli_run (
    "sweep", "--workers=1,2", "--modes=thread", "--repeat=1", "--chart=-",
    "--size=640x360", directory);

  psc_test_cli_assert_status (cli, 0);
  g_assert_cmpuint (cli->out_length, >, 24);
  g_assert_cmpmem (cli->out, 8, "\211PNG\r\n\032\n", 8);
  psc_test_remove_directory (directory);
}

static void
test_quiet (void)
{
  g_autofree char *directory = make_directory ();
  g_autoptr (PscTestCli) cli = psc_test_cli_run (
    "sweep", "--workers=1", "--modes=thread", "--repeat=1", "--limit=2",
    "--quiet", directory);

  psc_test_cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_cmpstr (cli->err, ==, "");
  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/sweep/report", test_report);
  g_test_add_func ("/cli/sweep/document", test_document);
  g_test_add_func ("/cli/sweep/lock", test_lock);
  g_test_add_func ("/cli/sweep/csv", test_csv);
  g_test_add_func ("/cli/sweep/usage", test_usage);
  g_test_add_func ("/cli/sweep/problem", test_problem);
  g_test_add_func ("/cli/sweep/stop", test_stop);
  g_test_add_func ("/cli/sweep/chart", test_chart);
  g_test_add_func ("/cli/sweep/quiet", test_quiet);

  return g_test_run ();
}
