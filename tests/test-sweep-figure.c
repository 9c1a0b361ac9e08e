/* test-sweep-figure.c: a sweep as a picture
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-sweep-figure.h"

static PscSweep *
new_sweep (guint n_modes)
{
  static const PscMode modes[] = {
    PSC_MODE_PROCESS, PSC_MODE_DUMMY, PSC_MODE_THREAD,
  };
  static const char * const names[] = { "a", "b", NULL };
  static const PscSweepOptions options = PSC_SWEEP_OPTIONS_DEFAULT;
  g_autoptr (PscListing) listing = psc_listing_new_for_names ("/test", names);
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscSweep *sweep = psc_sweep_new (listing, &options);

  for (guint i = 0; i < n_modes; i++)
    for (guint n = 1; n <= 8; n *= 2)
      {
        guint index;

        settings->mode = modes[i];
        settings->workers = n;
        index = psc_sweep_add_point (sweep, settings);
        for (guint j = 0; j < 3; j++)
          {
            PscFigures figures = {
              .wall_ns = (gint64) (1000000000 / MIN (n, 2)) + 1000000 * j,
              .average_ns = PSC_NEVER, .start_up_ns = PSC_NEVER,
              .occupancy = .9, .cpu_share = NAN, .n_files = 2, .n_lanes = n,
              .n_cpus = 2,
            };

            psc_point_add (g_ptr_array_index (psc_sweep_get_points (sweep),
                                              index), &figures);
          }
      }

  return sweep;
}

static GBytes *
write_figure (PscSweep               *sweep,
              const PscFigureOptions *options,
              GError                **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!psc_sweep_figure_write (sweep, options, stream, NULL, error))
    return NULL;

  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (
    G_MEMORY_OUTPUT_STREAM (stream));
}

static guint32
read_number (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 |
         (guint32) data[2] << 8 | data[3];
}

static guint32
read_height (PscSweep               *sweep,
             const PscFigureOptions *options)
{
  g_autoptr (GBytes) bytes = write_figure (sweep, options, NULL);
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  g_assert_cmpmem (data, 8, "\211PNG\r\n\032\n", 8);
  g_assert_cmpuint (read_number (data + 16), ==, (guint32) options->width);

  return read_number (data + 20);
}

/* Narrow pictures have the plots below each other. */
static void
test_sizes (void)
{
  g_autoptr (PscSweep) sweep = new_sweep (1);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  guint32 beside = read_height (sweep, &options);
  guint32 below;

  options.width = 400;
  below = read_height (sweep, &options);
  g_assert_cmpuint (below, >, beside + beside / 2);
  options.height = 300;
  g_assert_cmpuint (read_height (sweep, &options), ==, 300);
}

/* Every format, palette and number of kinds, and a sweep that was stopped
 * before it had measured anything. */
static void
test_formats (void)
{
  static const char * const starts[] = {
    [PSC_FIGURE_PNG] = "\211PNG",
    [PSC_FIGURE_SVG] = "<?xml",
    [PSC_FIGURE_PDF] = "%PDF-",
  };
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;

  for (guint n_modes = 0; n_modes <= 3; n_modes++)
    for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
      {
        g_autoptr (PscSweep) sweep = new_sweep (n_modes);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) bytes = NULL;

        options.format = i;
        options.palette = (n_modes + i) % PSC_N_PALETTES;
        bytes = write_figure (sweep, &options, &error);
        g_assert_no_error (error);
        g_assert_cmpmem (g_bytes_get_data (bytes, NULL), strlen (starts[i]),
                         starts[i], strlen (starts[i]));
      }
}

static void
test_impossible (void)
{
  g_autoptr (PscSweep) sweep = new_sweep (1);
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;

  options.width = PSC_FIGURE_MAX_SIDE + 1;
  g_assert_null (write_figure (sweep, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chart/sweep-figure/sizes", test_sizes);
  g_test_add_func ("/chart/sweep-figure/formats", test_formats);
  g_test_add_func ("/chart/sweep-figure/impossible", test_impossible);

  return g_test_run ();
}
