/* psc-sweep-csv.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-sweep-csv"

#include "config.h"

#include <math.h>

#include "psc-sweep-csv-private.h"
#include "psc-sweep-document.h"

/* The figures of a point, as a table in the window has them. */
static const struct
{
  const char *name;
  const char *format;
  PscMeasure  measure;
} figures[] = {
  { "wall_ns", "%.0f", PSC_MEASURE_WALL },
  { "cumulated_ns", "%.0f", PSC_MEASURE_CUMULATED },
  { "average_ns", "%.0f", PSC_MEASURE_AVERAGE },
  { "occupancy", "%.6f", PSC_MEASURE_OCCUPANCY },
  { "start_up_ns", "%.0f", PSC_MEASURE_START_UP },
  { "cpu_share", "%.6f", PSC_MEASURE_CPU_SHARE },
};

/* No cell holds foreign text: none needs quotes. */
static void
add_heading (GString    *text,
             const char *heading)
{
  if (text->len > 0)
    g_string_append_c (text, ',');
  g_string_append (text, heading);
}

/**
 * _psc_sweep_csv_add_headings:
 *
 * Adds the line that names the columns.
 */
void
_psc_sweep_csv_add_headings (GString *text)
{
  static const char * const headings[] = {
    "mode", "workers", "chunk_size", "tasks_per_worker", "work", "global_lock",
    "repeats",
  };
  static const char * const parts[] = { "median", "min", "max", "mad" };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    add_heading (text, headings[i]);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
      {
        g_autofree char *heading = g_strconcat (figures[i].name, "_",
                                                parts[j], NULL);

        add_heading (text, heading);
      }
  add_heading (text, "speedup");
  add_heading (text, "parallel_efficiency");
  g_string_append (text, "\r\n");
}

/* A number, the same in every locale, and nothing where there is none. */
static void
add_value (GString    *text,
           const char *format,
           double      value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ',');
  if (isfinite (value))
    g_string_append (text, g_ascii_formatd (number, sizeof number, format,
                                            value));
}

static void
add_sample (GString         *text,
            const char      *format,
            const PscSample *sample)
{
  add_value (text, format, sample->median);
  add_value (text, format, sample->min);
  add_value (text, format, sample->max);
  add_value (text, format, sample->mad);
}

static void
add_point (GString  *text,
           PscSweep *sweep,
           PscPoint *point)
{
  const PscSettings *settings = psc_point_get_settings (point);
  guint n_files = psc_listing_get_n_files (psc_sweep_get_listing (sweep));
  double speedup, efficiency;

  g_string_append_printf (text, "%s,%u,%u,%u,%u,%s,%u",
                          psc_mode_to_string (settings->mode),
                          settings->workers,
                          psc_settings_get_chunk_size (settings, n_files),
                          settings->tasks_per_worker, settings->work,
                          settings->global_lock ? "true" : "false",
                          psc_point_get_n_runs (point));
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    add_sample (text, figures[i].format,
                psc_point_get_sample (point, figures[i].measure));

  psc_points_get_speedup (psc_sweep_get_points (sweep), point, &speedup,
                          &efficiency);
  add_value (text, "%.6f", speedup);
  add_value (text, "%.6f", efficiency);
  g_string_append (text, "\r\n");
}

/**
 * _psc_sweep_csv_add_points:
 *
 * Adds a line for each point.
 */
void
_psc_sweep_csv_add_points (GString  *text,
                           PscSweep *sweep)
{
  GPtrArray *points = psc_sweep_get_points (sweep);

  for (guint i = 0; i < points->len; i++)
    add_point (text, sweep, g_ptr_array_index (points, i));
}

/**
 * psc_sweep_csv_write:
 * @stream: where to write
 * @sweep: a #PscSweep that has ended, or was stopped
 *
 * Writes one line a point.
 */
gboolean
psc_sweep_csv_write (GOutputStream  *stream,
                     gpointer        sweep,
                     GError        **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (PSC_IS_SWEEP (sweep), FALSE);

  _psc_sweep_csv_add_headings (text);
  _psc_sweep_csv_add_points (text, sweep);

  return g_output_stream_write_all (stream, text->str, text->len, NULL, NULL,
                                    error);
}
