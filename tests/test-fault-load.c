/* test-fault-load.c: much of everything, in little memory
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <string.h>
#include <sys/stat.h>

#include "psc-frame.h"
#include "psc-test-cli.h"
#include "psc-test-pool.h"

#define N_RUNS    200
#define N_WARM    40
#define N_NAMES   500
#define N_ENTRIES 200000

#define FLOOD      300000000
#define OUTPUT_MAX 65536

/* How much memory may grow: flat is what stays below a run's own size, times
 * some for what the allocator keeps. */
#define FLAT_KIB  2048
#define FLOOD_KIB 20000

static void
execute (const PscSettings *settings,
         PscListing        *listing)
{
  g_autoptr (PscRun) run = psc_run_new (settings, listing);
  g_autoptr (GError) error = NULL;

  psc_test_execute (run, NULL, &error);
  g_assert_no_error (error);
  psc_test_check_run (run);
  g_assert_cmpuint (psc_run_get_n_outcome (run, PSC_OUTCOME_OK), ==,
                    psc_run_get_n_tasks (run));
}

/* Files that are not there, which a step that computes does not mind. */
static PscListing *
list_names (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_NAMES; i++)
    g_ptr_array_add (names, g_strdup_printf ("%u", i));
  g_ptr_array_add (names, NULL);

  return psc_listing_new_for_names ("/nothing",
                                    (const char * const *) names->pdata);
}

/* Run after run, descriptors and memory stay as they are: of a few files with
 * commands, and of many, so that what a run leaves would be seen. */
static void
test_runs (gconstpointer data)
{
  static const char * const names[] = { "a", "b", "c", "d", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscSettings) many_settings = NULL;
  guint n_files = 0;
  gint64 memory_kib = 0;

  settings->mode = GPOINTER_TO_INT (data);
  settings->workers = 2;
  many_settings = psc_settings_copy (settings);
  many_settings->work = 0;
  psc_test_pool_set_compute (many_settings);

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (PscListing) listing = psc_test_list (directory);
      g_autoptr (PscListing) many = list_names ();

      execute (settings, listing);
      execute (many_settings, many);
      if (i + 1 == N_WARM)
        {
          n_files = psc_test_count_files ();
          memory_kib = psc_test_get_memory_kib ();
        }
    }

  g_test_message ("%" G_GINT64_FORMAT " KiB, then %" G_GINT64_FORMAT " KiB",
                  memory_kib, psc_test_get_memory_kib ());

  /* The last of a run's pipes may be closed a moment after its end. */
  psc_test_wait_until (psc_test_count_files () <= n_files);
  g_assert_cmpuint (psc_test_count_children (), ==, 0);
  g_assert_cmpint (psc_test_get_memory_kib () - memory_kib, <, FLAT_KIB);

  psc_test_remove_directory (directory);
}

static char *
make_many_entries (void)
{
  char *directory = psc_test_make_directory (NULL);

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%06u", directory, i);

      g_assert_cmpint (mknod (path, S_IFREG | 0644, 0), ==, 0);
    }

  return directory;
}

/* A large directory is counted while it is read, which can be stopped. */
static void
test_entries (void)
{
  g_autofree char *directory = make_many_entries ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PscListing) listing = NULL;
  g_autoptr (PscTestCli) cli = NULL;
  g_autoptr (GError) error = NULL;
  guint n_found = 0;

  psc_listing_read_async (directory, PSC_LISTING_DEFAULT, 0, &n_found,
                          cancellable, psc_test_result_cb, &stopped);
  psc_test_wait_until (g_atomic_int_get (&n_found) > 0);
  g_cancellable_cancel (cancellable);
  psc_test_wait_until (stopped != NULL);
  g_assert_null (psc_listing_read_finish (stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_found, <, N_ENTRIES);
  g_clear_error (&error);

  n_found = 0;
  psc_listing_read_async (directory, PSC_LISTING_DEFAULT, 0, &n_found, NULL,
                          psc_test_result_cb, &result);
  psc_test_wait_until (result != NULL);
  listing = psc_listing_read_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_found, ==, N_ENTRIES);
  g_assert_cmpuint (psc_listing_get_n_files (listing), ==, N_ENTRIES);
  g_assert_cmpstr (psc_listing_get_name (listing, N_ENTRIES - 1), ==,
                   "199999");

  /* What is left out is told. */
  cli = psc_test_cli_run ("run", "--limit=3", directory);
  psc_test_cli_assert_status (cli, 0);
  psc_test_cli_assert_says (cli, "--limit leaves 199997 entries out");

  psc_test_remove_directory (directory);
}

/* The high-water marks of the process that runs the steps and of the one that
 * started it, as the last step printed them. */
static void
get_marks (JsonNode   *document,
           const char *name,
           gint64     *own_kib,
           gint64     *parent_kib)
{
  JsonObject *task = psc_test_document_find_task (document, name);
  const char *text = json_object_get_string_member (
    psc_test_document_get_step (task, 1), "stdout");
  const char *second = strchr (text, '\n');

  g_assert_nonnull (second);
  *own_kib = psc_test_parse_kib (text, "VmHWM:");
  *parent_kib = psc_test_parse_kib (second, "VmHWM:");
}

static void
check_flooded (JsonNode *document)
{
  JsonObject *flood = psc_test_document_get_step (
    psc_test_document_find_task (document, "b-flood"), 0);
  gint64 own_kib, parent_kib, flooded_own_kib, flooded_parent_kib;

  g_assert_cmpint (json_object_get_int_member (flood, "dropped"), ==,
                   FLOOD - 2 * OUTPUT_MAX);
  g_assert_cmpuint (strlen (json_object_get_string_member (flood, "stdout")),
                    ==, OUTPUT_MAX);

  get_marks (document, "a", &own_kib, &parent_kib);
  get_marks (document, "c", &flooded_own_kib, &flooded_parent_kib);
  g_test_message ("%" G_GINT64_FORMAT " and %" G_GINT64_FORMAT " KiB more",
                  flooded_own_kib - own_kib, flooded_parent_kib - parent_kib);
  g_assert_cmpint (flooded_own_kib - own_kib, <, FLOOD_KIB);
  g_assert_cmpint (flooded_parent_kib - parent_kib, <, FLOOD_KIB);
}

/* A step may write as much as it likes: what is kept of it has a limit, and
 * the rest costs no memory. */
static void
test_flood (gconstpointer data)
{
  static const char * const names[] = { "a", "b-flood", "c", NULL };
  g_autofree char *directory = psc_test_make_directory (names);
  g_autofree char *tools = psc_test_make_directory (NULL);
  g_auto (GStrv) flood = psc_test_make_program (
    tools, "flood",
    "case $1 in *-flood) ;; *) exit;; esac\n"
    "yes | head -c 150000000\n"
    "yes | head -c 150000000 >&2");
  g_auto (GStrv) look = psc_test_make_program (
    tools, "look",
    "grep VmHWM: /proc/$PPID/status\n"
    "parent=$(sed -n 's/^PPid:[^0-9]*//p' /proc/$PPID/status)\n"
    "grep VmHWM: /proc/$parent/status");
  g_autofree char *flood_step = g_strconcat ("--step=f=", flood[0], NULL);
  g_autofree char *look_step = g_strconcat ("--step=l=", look[0], NULL);
  g_autoptr (PscTestCli) cli =
    psc_test_cli_run ("run", data, "--workers=1", "--chunk-size=1",
                      flood_step, look_step, "--json=-", directory);
  g_autoptr (JsonNode) document = NULL;

  psc_test_cli_assert_status (cli, 0);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  check_flooded (document);

  psc_test_remove_directory (tools);
  psc_test_remove_directory (directory);
}

int
main (int   argc,
      char *argv[])
{
  /* How many arenas threads get, and keep, is a matter of chance. */
  mallopt (M_ARENA_MAX, 1);
  psc_frame_catch_broken_pipes ();
  g_test_init (&argc, &argv, NULL);

  for (PscMode mode = 0; mode < PSC_N_MODES; mode++)
    {
      const char *name = psc_mode_to_string (mode);
      g_autofree char *runs = g_strconcat ("/fault/load/runs/", name, NULL);
      g_autofree char *flood = g_strconcat ("/fault/load/flood/", name, NULL);
      g_autofree char *option = g_strconcat ("--mode=", name, NULL);

      g_test_add_data_func (runs, GINT_TO_POINTER (mode), test_runs);
      g_test_add_data_func (flood, g_intern_string (option), test_flood);
    }
  g_test_add_func ("/fault/load/entries", test_entries);

  return g_test_run ();
}
