/* test-export.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-error.h"
#include "psc-export.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

static void
test_name (void)
{
  const char * const names[] = { "a", NULL };
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) root = psc_listing_new_for_names ("/", names);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  g_autoptr (PscRun) root_run = NULL;
  g_autofree char *name = psc_export_dup_name (run);
  g_autofree char *root_name = NULL;

  g_assert_cmpstr (name, ==, "test-process-2.png");

  settings->mode = PSC_MODE_THREAD;
  settings->workers = 3;
  root_run = psc_run_new (settings, root);
  root_name = psc_export_dup_name (root_run);
  g_assert_cmpstr (root_name, ==, "root-thread-3.png");
}

/* The ending of the name says what is written. */
static void
check_picture (const char *name,
               const char *magic)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  psc_export_picture (run, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, magic));

  psc_test_remove_directory (directory);
}

static void
test_kinds (void)
{
  check_picture ("1.png", "\x89PNG");
  check_picture ("1.svg", "<?xml");
  check_picture ("1.pdf", "%PDF");
}

/* What fails leaves the old file as it was and says why. */
static void
test_failures (void)
{
  const char * const entries[] = { "a", NULL };
  g_autofree char *directory = psc_test_make_directory (entries);
  g_autofree char *path = g_build_filename (directory, "a", NULL);
  g_autofree char *nowhere = g_build_filename (directory, "no", "1.png",
                                               NULL);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_false (psc_export_picture (run, path, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_SETTINGS);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "a\n");

  g_assert_false (psc_export_picture (run, nowhere, &error));
  g_assert_nonnull (error);

  psc_test_remove_directory (directory);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/name", test_name);
  g_test_add_func ("/export/kinds", test_kinds);
  g_test_add_func ("/export/failures", test_failures);

  return g_test_run ();
}
