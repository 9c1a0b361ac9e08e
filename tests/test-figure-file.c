/* test-figure-file.c: pictures that other programs can open
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-figure-file.h"
#include "psc-test-run.h"

static GBytes *
write_figure (PscRun                 *run,
              const PscFigureOptions *options,
              GError                **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!psc_figure_write (run, options, stream, NULL, error))
    return NULL;

  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static guint32
read_number (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 |
         (guint32) data[2] << 8 | data[3];
}

static void
test_png (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (71, 4, 200);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  static const double scales[] = { 1., 2., .5 };

  options.width = 640;
  options.height = 360;

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      const guint8 *data;
      gsize size;

      options.scale = scales[i];
      options.orientation = i % 2;
      bytes = write_figure (run, &options, &error);
      g_assert_no_error (error);
      data = g_bytes_get_data (bytes, &size);
      g_assert_cmpuint (size, >, 1000);
      g_assert_cmpmem (data, 8, "\211PNG\r\n\032\n", 8);
      g_assert_cmpuint (read_number (data + 16), ==,
                        (guint32) (640 * scales[i]));
      g_assert_cmpuint (read_number (data + 20), ==,
                        (guint32) (360 * scales[i]));
      g_assert_cmpmem (data + size - 8, 4, "IEND", 4);
    }
}

/* Without a height the picture grows with the lanes. */
static void
test_natural_height (void)
{
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  guint32 before = 0;

  for (guint lanes = 1; lanes <= 100; lanes *= 10)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (72, lanes, 200);
      g_autoptr (GBytes) bytes = write_figure (run, &options, NULL);
      guint32 height;

      g_assert_nonnull (bytes);
      height = read_number ((const guint8 *) g_bytes_get_data (bytes, NULL) +
                            20);
      g_assert_cmpuint (height, >, before);
      before = height;
    }
}

static void
test_svg (void)
{
  static const GMarkupParser parser = { NULL, NULL, NULL, NULL, NULL };
  g_autoptr (PscRun) run = psc_test_run_new_random (73, 4, 5000);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  GMarkupParseContext *context;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize size;

  options.format = PSC_FIGURE_SVG;
  options.palette = PSC_PALETTE_DARK;
  bytes = write_figure (run, &options, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &size);
  g_assert_nonnull (g_strstr_len (text, (gssize) size, "<svg"));
  g_assert_nonnull (g_strstr_len (text, (gssize) size, "width=\"1200px\""));

  context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_assert_true (g_markup_parse_context_parse (context, text, (gssize) size,
                                               &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_markup_parse_context_free (context);
}

static void
test_pdf (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (74, 4, 200);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize size;

  options.format = PSC_FIGURE_PDF;
  bytes = write_figure (run, &options, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &size);
  g_assert_true (g_str_has_prefix (text, "%PDF-1."));
  g_assert_cmpmem (text + size - 6, 5, "%%EOF", 5);
}

/* A run that has not begun makes a picture, too. */
static void
test_empty (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 2, 3);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write_figure (run, &options, &error);

  g_assert_no_error (error);
  psc_test_run_end (run, PSC_NEVER);
}

static void
test_sizes (void)
{
  static const struct
  {
    int    width;
    int    height;
    double scale;
  } sizes[] = {
    { 40000, 100, 1. }, { 100, 40000, 1. }, { 0, 100, 1. }, { -5, 100, 1. },
    { 100, -1, 1. }, { 1000, 1000, 33. }, { 100, 100, .001 },
    { 100, 100, 0. },
  };
  g_autoptr (PscRun) run = psc_test_run_new_random (75, 2, 10);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
      g_autoptr (GError) error = NULL;

      options.width = sizes[i].width;
      options.height = sizes[i].height;
      options.scale = sizes[i].scale;
      g_assert_null (write_figure (run, &options, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

/* The reason why the stream failed is the reason that is told. */
static void
test_stream_fails (gconstpointer data)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (76, 2, 10);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  g_autofree char *room = g_malloc (500);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (room, 500, NULL,
                                                                 NULL);
  g_autoptr (GError) error = NULL;

  options.format = GPOINTER_TO_UINT (data);
  g_assert_false (psc_figure_write (run, &options, stream, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_cancelled (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (77, 2, 10);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (psc_figure_write (run, &options, stream, cancellable,
                                    &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_names (void)
{
  PscFigureFormat format = PSC_FIGURE_PDF;

  g_assert_true (psc_figure_format_from_name ("a.b.PNG", &format));
  g_assert_cmpint (format, ==, PSC_FIGURE_PNG);
  g_assert_true (psc_figure_format_from_name ("/x/chart.svg", &format));
  g_assert_cmpint (format, ==, PSC_FIGURE_SVG);
  g_assert_true (psc_figure_format_from_name ("chart.pdf", &format));
  g_assert_cmpint (format, ==, PSC_FIGURE_PDF);
  g_assert_false (psc_figure_format_from_name ("png", &format));
  g_assert_false (psc_figure_format_from_name ("chart.pdf.gz", &format));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/figure-file/png", test_png);
  g_test_add_func ("/figure-file/natural-height", test_natural_height);
  g_test_add_func ("/figure-file/svg", test_svg);
  g_test_add_func ("/figure-file/pdf", test_pdf);
  g_test_add_func ("/figure-file/empty", test_empty);
  g_test_add_func ("/figure-file/sizes", test_sizes);
  g_test_add_data_func ("/figure-file/stream-fails/png",
                        GUINT_TO_POINTER (PSC_FIGURE_PNG), test_stream_fails);
  g_test_add_data_func ("/figure-file/stream-fails/svg",
                        GUINT_TO_POINTER (PSC_FIGURE_SVG), test_stream_fails);
  g_test_add_data_func ("/figure-file/stream-fails/pdf",
                        GUINT_TO_POINTER (PSC_FIGURE_PDF), test_stream_fails);
  g_test_add_func ("/figure-file/cancelled", test_cancelled);
  g_test_add_func ("/figure-file/names", test_names);

  return g_test_run ();
}
