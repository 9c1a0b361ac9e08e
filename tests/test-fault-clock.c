/* test-fault-clock.c: clocks that jump, stand still, or are other ones
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "psc-test-fault.h"

#define MS G_GINT64_CONSTANT (1000000)

/* What each of twelve files takes at least, and what all of them together never
 * take. */
#define STEP_NS (20 * MS)
#define RUN_NS  (60000 * MS)

static const char * const modes[] = { "--mode=process", "--mode=thread" };

/* Executes a command with one option of its own; clocks jump with the fourth
 * file. */
static PscTestCli *
run_with_jump (PscTestFault *self,
               const char   *command,
               const char   *option,
               const char   *name,
               const char   *seconds)
{
  g_autofree char *jumps = g_build_filename (self->tools, "jumps", NULL);
  g_autofree char *script = g_strdup_printf (
    "sleep 0.02; date +%%s; case $1 in *file-003) : > %s;; esac", jumps);
  g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();
  const char *arguments[] = {
    command, option, "--workers=1", "--step=wc=wc", "--json=-", self->directory,
    NULL
  };

  psc_test_fault_add_tool (self, "wc", script);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD",
                                g_test_get_filename (G_TEST_BUILT,
                                                     "fault-clock.so", NULL),
                                TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS",
                                "verify_asan_link_order=0", TRUE);
  g_subprocess_launcher_setenv (launcher, "POOL_CLOCK_JUMPS", jumps, TRUE);
  g_subprocess_launcher_setenv (launcher, name, seconds, TRUE);

  return psc_test_cli_wait (psc_test_cli_start_full (launcher, NULL,
                                                     arguments));
}

static gint64
get_summary (JsonNode   *document,
             const char *name)
{
  JsonObject *summary =
    json_object_get_object_member (json_node_get_object (document), "summary");

  return json_object_has_member (summary, name)
         ? json_object_get_int_member (summary, name) : 0;
}

/* Every file took the time that it took, on one lane, one after the other. */
static void
check_times (JsonNode *document)
{
  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, 12);
  g_assert_cmpint (get_summary (document, "wall_ns"), >=, 12 * STEP_NS);
  g_assert_cmpint (get_summary (document, "wall_ns"), <, RUN_NS);

  for (guint i = 0; i < 12; i++)
    {
      JsonObject *task = psc_test_document_get_task (document, i);

      g_assert_cmpint (json_object_get_int_member (task, "end_ns") -
                       json_object_get_int_member (task, "start_ns"), >=,
                       STEP_NS);
    }
}

/* What the step of a file saw on the clock on the wall. */
static gint64
get_date_s (JsonNode *document,
            guint     index)
{
  JsonObject *task = psc_test_document_get_task (document, index);
  JsonObject *step = psc_test_document_get_step (task, 0);

  return g_ascii_strtoll (json_object_get_string_member (step, "stdout"), NULL,
                          10);
}

/* The time of day is a label and no measure. */
static void
test_time_of_day (PscTestFault  *self,
                  gconstpointer  data)
{
  g_autofree char *jumps_file = g_build_filename (self->tools, "jumps", NULL);
  g_autofree char *to_1970 =
    g_strdup_printf ("-%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC);
  const char *jumps[] = { "3600", "-3600", to_1970 };

  for (guint i = 0; i < G_N_ELEMENTS (jumps); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (modes); j++)
        {
          g_autoptr (PscTestCli) cli =
            run_with_jump (self, "run", modes[j], "POOL_CLOCK_DAY_S", jumps[i]);
          g_autoptr (JsonNode) document = NULL;

          psc_test_cli_assert_status (cli, 0);
          g_assert_cmpstr (cli->err, ==, "");
          document = psc_test_cli_parse (cli);
          check_times (document);
          g_assert_cmpint (get_summary (document, "slept_ns"), ==, 0);
          g_assert_cmpint (ABS (get_date_s (document, 11) -
                                get_date_s (document, 0) -
                                g_ascii_strtoll (jumps[i], NULL, 10)), <=,
                           RUN_NS / 1000 / MS);
          g_assert_cmpint (g_unlink (jumps_file), ==, 0);
        }
    }
}

/* What was measured around a sleep is nothing to compare with. */
static void
test_sleep (PscTestFault  *self,
            gconstpointer  data)
{
  g_autofree char *jumps = g_build_filename (self->tools, "jumps", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (PscTestCli) cli =
        run_with_jump (self, "run", modes[i], "POOL_CLOCK_SLEEP_S", "40");
      g_autoptr (JsonNode) document = NULL;

      psc_test_cli_assert_status (cli, 0);
      psc_test_cli_assert_says (cli, "The computer slept 40.0\302\240s "
                                     "during this run");
      document = psc_test_cli_parse (cli);
      check_times (document);
      g_assert_cmpint (get_summary (document, "slept_ns") / MS, >=, 39000);
      g_assert_cmpint (get_summary (document, "slept_ns") / MS, <, 41000);
      g_assert_cmpint (g_unlink (jumps), ==, 0);
    }
}

/* The run of a sweep that the computer slept in does not count. */
static void
test_sweep (PscTestFault  *self,
            gconstpointer  data)
{
  g_autoptr (PscTestCli) cli =
    run_with_jump (self, "sweep", "--warmup=0", "POOL_CLOCK_SLEEP_S", "40");
  g_autoptr (JsonNode) document = NULL;
  JsonArray *runs;

  psc_test_cli_assert_status (cli, 1);
  document = psc_test_cli_parse (cli);
  runs = json_object_get_array_member (json_node_get_object (document), "runs");
  g_assert_cmpuint (json_array_get_length (runs), ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (runs, i),
                                     "problem"), ==,
      i == 0 ? "The computer slept." : NULL);
}

/* A worker in a time namespace of its own has a clock of its own. */
static void
test_namespace (PscTestFault  *self,
                gconstpointer  data)
{
  static const char unshare[] = "unshare --time --fork --monotonic 100000";
  g_autofree char *probe = g_strconcat (unshare, " true", NULL);
  g_autofree char *build = g_path_get_dirname (g_getenv ("POOLSCOPE_CLI"));
  g_autofree char *script =
    g_strdup_printf ("exec %s %s/../worker/poolscope-worker", unshare, build);
  g_auto (GStrv) worker = psc_test_make_program (self->tools, "worker", script);
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (JsonNode) document = NULL;
  int status;

  if (!g_spawn_command_line_sync (probe, NULL, NULL, &status, NULL) ||
      status != 0)
    {
      g_test_skip ("only root may make a time namespace");
      return;
    }

  psc_test_fault_add_tool (self, "wc", "sleep 0.02");
  g_setenv ("POOLSCOPE_WORKER", worker[0], TRUE);
  cli = psc_test_cli_run ("run", "--workers=1", "--step=wc=wc", "--json=-",
                          self->directory);
  psc_test_cli_assert_status (cli, 0);
  document = psc_test_cli_parse (cli);
  check_times (document);
}

int
main (int   argc,
      char *argv[])
{
  psc_test_fault_init (&argc, &argv);

  psc_test_fault_add ("/fault/clock/time-of-day", test_time_of_day, NULL);
  psc_test_fault_add ("/fault/clock/sleep", test_sleep, NULL);
  psc_test_fault_add ("/fault/clock/sweep", test_sweep, NULL);
  psc_test_fault_add ("/fault/clock/namespace", test_namespace, NULL);

  return g_test_run ();
}
