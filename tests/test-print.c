/* test-print.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-print.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

static char *
print_to (PscRun           *run,
          const char       *directory,
          const PscFigures *one)
{
  const PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  PscPrint *print = psc_print_new (run, one, &options);
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (print);
  g_autofree char *path = g_build_filename (directory, "run.pdf", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  char *contents = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation,
                                            GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "default-page-setup", &setup, NULL);
  g_assert_cmpint (gtk_page_setup_get_orientation (setup), ==,
                   GTK_PAGE_ORIENTATION_LANDSCAPE);
  g_assert_finalize_object (print);

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));

  return contents;
}

/* Few lanes and many: all is on one page. */
static void
test_page (gconstpointer data)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autoptr (PscRun) run =
    psc_test_run_new_random (3, GPOINTER_TO_UINT (data), 600);
  g_autoptr (PscRun) alone = psc_test_run_new_random (3, 1, 600);
  PscFigures one;
  g_autofree char *pdf = NULL;

  psc_figures_read (alone, &one);
  pdf = print_to (run, directory, &one);
  g_assert_cmpuint (strlen (pdf), >, 0);

  psc_test_remove_directory (directory);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_data_func ("/print/few", GUINT_TO_POINTER (2), test_page);
  g_test_add_data_func ("/print/many", GUINT_TO_POINTER (200), test_page);

  return g_test_run ();
}
