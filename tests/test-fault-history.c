/* test-fault-history.c: runs that cannot be kept are made all the same
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "psc-test-cli.h"
#include "psc-test-disk.h"

#define N_FILES 30

typedef struct
{
  char *directory; /* the files */
  char *data;      /* where the history is */
  char *folder;    /* its own, in there */
  char *module;    /* (nullable): loaded into the program */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_FILES; i++)
    g_ptr_array_add (names, g_strdup_printf ("%02u", i));
  g_ptr_array_add (names, NULL);

  fixture->directory =
    psc_test_make_directory ((const char * const *) names->pdata);
  fixture->data = psc_test_make_directory (NULL);
  fixture->folder = g_build_filename (fixture->data, "poolscope", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  psc_test_remove_directory (fixture->directory);
  psc_test_remove_directory (fixture->data);
  g_free (fixture->directory);
  g_free (fixture->data);
  g_free (fixture->folder);
  g_free (fixture->module);
}

static PscTestCli *
start (Fixture            *fixture,
       const char * const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = psc_test_cli_launcher_new ();

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->data,
                                TRUE);
  if (fixture->module != NULL)
    {
      g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", fixture->module,
                                    TRUE);
      g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS",
                                    "verify_asan_link_order=0", TRUE);
    }

  return psc_test_cli_wait (psc_test_cli_start_full (launcher, NULL,
                                                     arguments));
}

/* The run is whole, and what became of the history is said once. */
static void
check_run (Fixture    *fixture,
           int         status,
           const char *expected)
{
  const char *arguments[] = { "run", "--keep", "--quiet", "--json=-",
                              fixture->directory, NULL };
  g_autoptr (PscTestCli) cli = start (fixture, arguments);
  g_autoptr (JsonNode) document = NULL;

  psc_test_cli_assert_status (cli, status);
  document = psc_test_cli_parse (cli);
  psc_test_document_check (document);
  g_assert_cmpint (psc_test_document_count (document, "ok"), ==, N_FILES);

  if (expected == NULL)
    {
      g_assert_cmpstr (cli->err, ==, "");
      return;
    }
  psc_test_cli_assert_says (cli, expected);
  g_assert_true (strchr (cli->err, '\n') == strrchr (cli->err, '\n'));
}

/* What is kept has so many lines, and one of headings. */
static void
check_kept (Fixture *fixture,
            guint    n_runs)
{
  static const char * const arguments[] = { "history", NULL };
  g_autoptr (PscTestCli) cli = start (fixture, arguments);
  g_auto (GStrv) lines = g_strsplit (cli->out, "\n", -1);

  psc_test_cli_assert_status (cli, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, n_runs + 2);
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  if (!psc_test_disk_mount (fixture->data))
    return;

  check_run (fixture, 1, "the disk is full");
  psc_test_disk_fill (fixture->data, 0);
  check_run (fixture, 1, "New runs are not kept");

  psc_test_disk_unmount (fixture->data);
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  if (!psc_test_disk_mount (fixture->data))
    return;

  psc_test_disk_lock (fixture->data);
  check_run (fixture, 1, "cannot be written to");

  psc_test_disk_unmount (fixture->data);
}

/* Without locks no program could know of another one: what is there is shown,
 * and nothing is added. */
static void
test_no_locks (Fixture       *fixture,
               gconstpointer  data)
{
  check_run (fixture, 0, NULL);
  fixture->module = g_test_build_filename (G_TEST_BUILT, "preload-no-locks.so",
                                           NULL);
  check_run (fixture, 1, "cannot be locked");
  check_kept (fixture, 1);
}

static guint
count_set_aside (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n_found = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    n_found += g_str_has_prefix (name, "history.sqlite.broken-");

  return n_found;
}

/* What is there is no database: it stays, by another name. */
static void
test_garbage (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "history.sqlite",
                                            NULL);
  g_autofree char *garbage = g_strnfill (20000, 'x');

  g_assert_cmpint (g_mkdir (fixture->folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, garbage, -1, NULL));
  check_run (fixture, 0, "was set aside");
  g_assert_cmpuint (count_set_aside (fixture), ==, 1);
  check_kept (fixture, 1);

  check_run (fixture, 0, NULL);
  check_kept (fixture, 2);
}

/* Half of it is missing: what is there is as much as can be. */
static void
test_half (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "history.sqlite",
                                            NULL);
  g_autofree char *contents = NULL;
  gsize length;

  check_run (fixture, 0, NULL);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, contents, (gssize) (length / 2),
                                      NULL));
  check_run (fixture, 0, "was set aside");
  g_assert_cmpuint (count_set_aside (fixture), ==, 1);
  check_kept (fixture, 1);
}

#define ADD(path, function)                                                 \
  g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  psc_test_disk_init ();
  g_test_init (&argc, &argv, NULL);

  ADD ("/fault/history/full", test_full);
  ADD ("/fault/history/read-only", test_read_only);
  ADD ("/fault/history/no-locks", test_no_locks);
  ADD ("/fault/history/garbage", test_garbage);
  ADD ("/fault/history/half", test_half);

  return g_test_run ();
}
