/* test-sweep-table.c: points as rows of text
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "psc-sweep-table.h"

#define MSEC 1000000

static PscPoint *
add_point (GPtrArray *points,
           PscMode    mode,
           guint      n_workers,
           guint      work)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();
  PscPoint *point;

  settings->mode = mode;
  settings->workers = n_workers;
  settings->work = work;
  point = psc_point_new (settings);
  g_ptr_array_add (points, point);

  return point;
}

static void
measure (PscPoint *point,
         gint64    wall_ms)
{
  PscFigures figures = {
    .wall_ns = wall_ms * MSEC, .average_ns = 5 * MSEC,
    .start_up_ns = PSC_NEVER, .occupancy = .9, .cpu_share = .5, .n_files = 2,
    .n_cpus = 2, .n_lanes = psc_point_get_settings (point)->workers,
  };

  psc_point_add (point, &figures);
}

static GPtrArray *
new_points (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) psc_point_free);
}

static void
assert_cell (GPtrArray      *points,
             guint           index,
             PscSweepColumn  column,
             const char     *expected)
{
  g_autofree char *cell = psc_sweep_table_dup_cell (points, index, column);
  g_auto (GStrv) pieces = g_strsplit (cell, "\302\240", -1);
  g_autofree char *plain = g_strjoinv (" ", pieces);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_workers (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  PscPoint *one = add_point (points, PSC_MODE_DUMMY, 1, 1);
  PscPoint *two = add_point (points, PSC_MODE_DUMMY, 2, 1);
  PscPoint *four = add_point (points, PSC_MODE_DUMMY, 4, 1);

  /* Before anything is measured there are only dashes. */
  assert_cell (points, 1, PSC_SWEEP_COLUMN_POINT, "2 workers");
  assert_cell (points, 1, PSC_SWEEP_COLUMN_RUNS, "0");
  for (guint i = PSC_SWEEP_COLUMN_WALL; i < PSC_N_SWEEP_COLUMNS; i++)
    assert_cell (points, 1, i, i == PSC_SWEEP_COLUMN_VERDICT ? "not measured"
                                                             : "–");

  measure (two, 500);
  assert_cell (points, 1, PSC_SWEEP_COLUMN_WALL, "500 ms");
  assert_cell (points, 1, PSC_SWEEP_COLUMN_VERDICT, "the shortest");
  measure (four, 501);
  assert_cell (points, 2, PSC_SWEEP_COLUMN_VERDICT, "too few runs to tell");

  for (guint i = 0; i < 5; i++)
    {
      measure (one, 998 + i);
      measure (two, 498 + i);
      measure (four, i == 4 ? 900 : 498 + i);
    }
  assert_cell (points, 0, PSC_SWEEP_COLUMN_POINT, "1 worker");
  assert_cell (points, 0, PSC_SWEEP_COLUMN_VERDICT, "2.00 times as long");
  assert_cell (points, 0, PSC_SWEEP_COLUMN_WALL, "1.00 s ± 1.48 ms");
  assert_cell (points, 0, PSC_SWEEP_COLUMN_EFFICIENCY, "1.00");
  assert_cell (points, 1, PSC_SWEEP_COLUMN_SPEEDUP, "2.00");
  assert_cell (points, 1, PSC_SWEEP_COLUMN_OCCUPANCY, "0.90");
  assert_cell (points, 1, PSC_SWEEP_COLUMN_AVERAGE, "5.00 ms");
  assert_cell (points, 1, PSC_SWEEP_COLUMN_CPU, "50 %");
  assert_cell (points, 2, PSC_SWEEP_COLUMN_RUNS, "6, 1 far off");
  assert_cell (points, 2, PSC_SWEEP_COLUMN_VERDICT, "the same within the noise");
}

static void
add_chunks (GPtrArray *points,
            PscMode    mode,
            guint      chunk_size)
{
  g_autoptr (PscSettings) settings = psc_settings_new ();

  settings->mode = mode;
  settings->chunk_size = chunk_size;
  g_ptr_array_add (points, psc_point_new (settings));
}

/* A row is called by what it does not share. */
static void
test_names (void)
{
  g_autoptr (GPtrArray) modes = new_points ();
  g_autoptr (GPtrArray) both = new_points ();
  g_autoptr (GPtrArray) chunks = new_points ();
  g_autoptr (GPtrArray) works = new_points ();
  g_autoptr (GPtrArray) alone = new_points ();

  add_point (modes, PSC_MODE_DUMMY, 4, 1);
  add_point (modes, PSC_MODE_PROCESS, 4, 1);
  assert_cell (modes, 1, PSC_SWEEP_COLUMN_POINT, "process");

  add_point (both, PSC_MODE_DUMMY, 4, 1);
  add_point (both, PSC_MODE_PROCESS, 2, 1);
  assert_cell (both, 1, PSC_SWEEP_COLUMN_POINT, "process, 2 workers");

  /* The rule that all have is not told, the one that some have is. */
  add_chunks (chunks, PSC_MODE_PROCESS, 3);
  add_chunks (chunks, PSC_MODE_DUMMY, 3);
  assert_cell (chunks, 0, PSC_SWEEP_COLUMN_POINT, "process");
  add_chunks (chunks, PSC_MODE_PROCESS, 1);
  assert_cell (chunks, 0, PSC_SWEEP_COLUMN_POINT, "process, chunks of 3 files");

  measure (add_point (works, PSC_MODE_DUMMY, 4, 1), 10);
  measure (add_point (works, PSC_MODE_DUMMY, 4, 100), 20);
  assert_cell (works, 1, PSC_SWEEP_COLUMN_POINT, "work factor 100");
  assert_cell (works, 1, PSC_SWEEP_COLUMN_VERDICT, "–");

  add_point (alone, PSC_MODE_DUMMY, 1, 1);
  assert_cell (alone, 0, PSC_SWEEP_COLUMN_POINT, "1 worker");
}

static void
test_text (void)
{
  g_autoptr (GPtrArray) points = new_points ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  measure (add_point (points, PSC_MODE_DUMMY, 1, 1), 10);
  add_point (points, PSC_MODE_DUMMY, 2, 1);
  text = psc_sweep_table_dup_text (points);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, PSC_N_SWEEP_COLUMNS);
    }
  g_assert_true (g_str_has_prefix (lines[0],
                                   psc_sweep_column_get_title (0)));
  g_assert_true (g_str_has_prefix (lines[2], "2 workers\t0\t"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/study/sweep-table/workers", test_workers);
  g_test_add_func ("/study/sweep-table/names", test_names);
  g_test_add_func ("/study/sweep-table/text", test_text);

  return g_test_run ();
}
