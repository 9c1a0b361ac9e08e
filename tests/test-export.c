/* test-export.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-export.h"
#include "psc-test-disk.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

typedef struct
{
  GError   *error;
  gboolean  done;
  gboolean  written;
} Answer;

static void
write_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Answer *answer = user_data;

  answer->written = psc_export_write_finish (PSC_RUN (source), result,
                                             &answer->error);
  answer->done = TRUE;
}

static gboolean
write_run (PscRun          *run,
           PscExportFormat  format,
           const char      *path,
           GCancellable    *cancellable,
           GError         **error)
{
  const PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  Answer answer = { NULL, FALSE, FALSE };

  psc_export_write_async (run, format, &options, path, cancellable, write_cb,
                          &answer);
  psc_test_wait_until (answer.done);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);

  return answer.written;
}

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

  g_assert_cmpstr (name, ==, "test-process-2");

  settings->mode = PSC_MODE_THREAD;
  settings->workers = 3;
  root_run = psc_run_new (settings, root);
  root_name = psc_export_dup_name (root_run);
  g_assert_cmpstr (root_name, ==, "root-thread-3");
  g_assert_false (psc_export_can_write (root_run));
  g_assert_false (psc_export_can_write (NULL));
  g_assert_true (psc_export_can_write (run));
}

/* However a name is typed, the file has the ending of its kind, once. */
static void
test_path (void)
{
  const struct
  {
    const char      *name;
    PscExportFormat  format;
    const char      *path;
  } cases[] = {
    { "a", PSC_EXPORT_PNG, "/home/x/a.png" },
    { "a.png", PSC_EXPORT_PNG, "/home/x/a.png" },
    { "a.PNG", PSC_EXPORT_PNG, "/home/x/a.PNG" },
    { "a.svg", PSC_EXPORT_PNG, "/home/x/a.svg.png" },
    { "a.b", PSC_EXPORT_CSV, "/home/x/a.b.csv" },
    { "a.json", PSC_EXPORT_TRACE, "/home/x/a.json.trace.json" },
    { "b/a", PSC_EXPORT_JSON, "/home/x/b/a.json" },
    { "/tmp/a", PSC_EXPORT_PDF, "/tmp/a.pdf" },
    { "../\303\244", PSC_EXPORT_PDF, "/home/\303\244.pdf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = psc_export_dup_path ("/home/x", cases[i].name,
                                                   cases[i].format);

      g_assert_cmpstr (path, ==, cases[i].path);
    }
}

static void
test_format (void)
{
  PscExportFormat format;

  for (guint i = 0; i < PSC_N_EXPORT_FORMATS; i++)
    {
      g_autofree char *name = g_strconcat ("a.b", psc_export_get_ending (i),
                                           NULL);
      g_autofree char *upper = g_ascii_strup (name, -1);

      g_assert_true (psc_export_format_from_name (upper, &format));
      g_assert_cmpuint (format, ==, i);
      g_assert_cmpint (psc_export_is_picture (i), ==, i <= PSC_EXPORT_PDF);
    }

  g_assert_false (psc_export_format_from_name ("a.jpeg", &format));
  g_assert_false (psc_export_format_from_name ("png", &format));
}

/* What is asked for is written, whatever the name, and takes the old place. */
static void
test_kinds (void)
{
  static const char * const beginnings[PSC_N_EXPORT_FORMATS] = {
    [PSC_EXPORT_PNG] = "\x89PNG",
    [PSC_EXPORT_SVG] = "<?xml",
    [PSC_EXPORT_PDF] = "%PDF",
    [PSC_EXPORT_CSV] = "task,name,",
    [PSC_EXPORT_JSON] = "{\n  \"format\" : \"poolscope-run\"",
    [PSC_EXPORT_TRACE] = "{\n  \"displayTimeUnit\"",
  };
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  g_autofree char *path = g_build_filename (directory, "a", NULL);

  for (guint i = 0; i < PSC_N_EXPORT_FORMATS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      g_assert_true (write_run (run, i, path, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, beginnings[i]));
    }

  psc_test_remove_directory (directory);
}

/* What fails or is cancelled leaves the old file as it was, and no other. */
static void
test_failures (void)
{
  const char * const entries[] = { "a", NULL };
  g_autofree char *directory = psc_test_make_directory (entries);
  g_autofree char *path = g_build_filename (directory, "a", NULL);
  g_autofree char *nowhere = g_build_filename (directory, "no", "1.png",
                                               NULL);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) listing = NULL;
  g_autofree char *contents = NULL;

  g_assert_false (write_run (run, PSC_EXPORT_PNG, nowhere, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < PSC_N_EXPORT_FORMATS; i++)
    {
      g_clear_error (&error);
      g_assert_false (write_run (run, i, path, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "a\n");
  listing = g_dir_open (directory, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (listing), ==, "a");
  g_assert_null (g_dir_read_name (listing));

  psc_test_remove_directory (directory);
}

/* There is no room for what is written: the old file stays, and no other. */
static void
test_full_disk (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_autofree char *path = g_build_filename (directory, "a", NULL);
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 2000);

  if (psc_test_disk_mount (directory))
    {
      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      psc_test_disk_fill (directory, 4096);

      for (guint i = 0; i < PSC_N_EXPORT_FORMATS; i++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *contents = NULL;
          g_autoptr (GDir) listing = NULL;

          g_assert_false (write_run (run, i, path, NULL, &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
          g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
          g_assert_cmpstr (contents, ==, "old");
          listing = g_dir_open (directory, 0, NULL);
          g_assert_nonnull (g_dir_read_name (listing));
          g_assert_nonnull (g_dir_read_name (listing));
          g_assert_null (g_dir_read_name (listing));
        }

      psc_test_disk_unmount (directory);
    }

  psc_test_remove_directory (directory);
}

typedef struct
{
  GdkContentProvider *content;
  GError             *error;
} Drawing;

static void
draw_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Drawing *drawing = user_data;

  drawing->content = psc_export_draw_finish (PSC_RUN (source), result,
                                             &drawing->error);
}

/* Other programs may take the picture as pixels or as shapes. */
static void
test_draw (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (1, 2, 20);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  Drawing drawing = { NULL, NULL };
  g_autoptr (GdkContentFormats) formats = NULL;

  psc_export_draw_async (run, &options, NULL, draw_cb, &drawing);
  psc_test_wait_until (drawing.content != NULL);
  formats = gdk_content_provider_ref_formats (drawing.content);
  g_assert_true (gdk_content_formats_contain_mime_type (formats,
                                                        "image/png"));
  g_assert_true (gdk_content_formats_contain_mime_type (formats,
                                                        "image/svg+xml"));
  g_object_unref (drawing.content);

  options.width = 0;
  psc_export_draw_async (run, &options, NULL, draw_cb, &drawing);
  psc_test_wait_until (drawing.error != NULL);
  g_assert_error (drawing.error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_null (drawing.content);
  g_error_free (drawing.error);
}

int
main (int    argc,
      char **argv)
{
  psc_test_disk_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/name", test_name);
  g_test_add_func ("/export/path", test_path);
  g_test_add_func ("/export/format", test_format);
  g_test_add_func ("/export/kinds", test_kinds);
  g_test_add_func ("/export/failures", test_failures);
  g_test_add_func ("/export/full-disk", test_full_disk);
  g_test_add_func ("/export/draw", test_draw);

  return g_test_run ();
}
