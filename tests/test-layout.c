/* test-layout.c: everything has its place, and what is said around the bars
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-scene-private.h"
#include "psc-test-chart.h"
#include "psc-test-run.h"

#define WIDTH 1000

/* Lanes, each with a few files, so that chunks are of more than one. */
static PscScene *
make_scene (guint  n_lanes,
            double text_scale,
            int    width)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (70 + n_lanes, n_lanes,
                                                    n_lanes * 20);
  PscScene *scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, width, 0);
  PscSceneOptions options = *psc_scene_get_options (scene);
  int height;

  options.text_scale = text_scale;
  psc_scene_set_options (scene, &options);
  psc_scene_measure (scene, width, NULL, &height, NULL);
  psc_scene_set_size (scene, width, height);

  return scene;
}

static void
check_lane (const PscLayout *layout)
{
  int pitch = (int) layout->pitch;

  g_assert_cmpint (layout->bar_size, >=, 1);
  if (layout->tick_size > 0)
    {
      g_assert_cmpint (layout->bracket_at, <, 0);
      g_assert_cmpint (layout->bar_at + layout->bar_size + layout->tick_size,
                       <=, MAX (pitch, 2));
      g_assert_cmpint (layout->mark_size, <=, layout->bar_size);
      return;
    }

  /* A line and two ends; the bar; the mark; and the next lane's line. */
  g_assert_cmpint (layout->bracket_at, >=, 0);
  g_assert_cmpint (layout->bar_at - layout->bracket_at, >=, 3);
  g_assert_cmpint (layout->bar_size, >=, MIN (pitch / 4, 30));
  g_assert_cmpfloat (layout->mark_at - layout->mark_size / 2., >=,
                     layout->bar_at + layout->bar_size);
  g_assert_cmpfloat (layout->mark_at + layout->mark_size / 2. + 1., <=,
                     pitch + layout->bracket_at);
}

static void
test_places (void)
{
  static const double scales[] = { .7, 1., 2., 3. };
  static const guint lanes[] = { 1, 4, 13 };

  for (guint i = 0; i < G_N_ELEMENTS (lanes) * G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (PscScene) scene =
        make_scene (lanes[i % G_N_ELEMENTS (lanes)],
                    scales[i / G_N_ELEMENTS (lanes)], WIDTH);

      for (int height = 1; height < 1500; height += 1 + height / 100)
        {
          psc_scene_set_size (scene, WIDTH, height);
          check_lane (_psc_scene_get_layout (scene));
        }
    }
}

/* A dozen lanes have room for brackets and marks, and a few for words, in the
 * least height already, whatever the size of the text. */
static void
test_minimum (void)
{
  for (double text_scale = 1.; text_scale < 3.; text_scale += .5)
    for (guint n_lanes = 1; n_lanes <= 12; n_lanes++)
      {
        g_autoptr (PscScene) scene = make_scene (n_lanes, text_scale, 1600);
        const PscLayout *layout = _psc_scene_get_layout (scene);

        g_assert_cmpint (layout->bracket_at, >=, 0);
        g_assert_cmpint (layout->tick_size, ==, 0);
        if (n_lanes <= 8)
          g_assert_cmpint (layout->labels, ==, PSC_LABELS_FULL);
        else
          g_assert_cmpint (layout->labels, <=, PSC_LABELS_NAME);
      }
}

static void
test_minimum_grows (void)
{
  static const guint lanes[] = { 1, 12, 64, 256 };

  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      g_autoptr (PscScene) small = make_scene (lanes[i], 1., WIDTH);
      g_autoptr (PscScene) large = make_scene (lanes[i], 2., WIDTH);

      g_assert_cmpfloat (_psc_scene_get_layout (large)->pitch, >=,
                         1.5 * _psc_scene_get_layout (small)->pitch);
    }
}

/* The title of a run in this directory with chunks of this size. */
static char *
dup_title (const char *directory,
           guint       n_workers,
           guint       chunk_size)
{
  static const char * const names[] = { "a", "b", "c", NULL };
  g_autoptr (PscSettings) settings = psc_settings_new ();
  g_autoptr (PscListing) listing = psc_listing_new_for_names (directory, names);
  g_autoptr (PscRun) run = NULL;
  g_autoptr (PscScene) scene = NULL;

  settings->mode = PSC_MODE_THREAD;
  settings->workers = n_workers;
  settings->chunk_size = chunk_size;
  run = psc_run_new (settings, listing);
  psc_recorder_begin_run (psc_run_get_recorder (run), 0);
  psc_test_run_end (run, 0);
  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, 300);

  return _psc_scene_dup_title (scene);
}

/* What stands around the name keeps it from changing the line's direction. */
static void
check_title (const char *directory,
             guint       n_workers,
             guint       chunk_size,
             const char *name,
             const char *rest)
{
  g_autofree char *title = dup_title (directory, n_workers, chunk_size);
  g_autofree char *expected = g_strconcat ("\u200e\u2068", name, "\u2069",
                                           rest, NULL);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_title (void)
{
  check_title ("/usr/include", 4, 19, "include",
               " · thread · 4 workers · chunks of 19");
  check_title ("/", 1, 0, "/", " · thread · 1 worker");
  check_title ("/tmp/a\nb\u202e\xff", 1, 2, "a\\nb\\u202e\\xff",
               " · thread · 1 worker · chunks of 2");
  check_title ("/tmp/\u05e9\u05dc\u05d5\u05dd", 2, 1,
               "\u05e9\u05dc\u05d5\u05dd", " · thread · 2 workers");
  check_title ("/tmp/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
               2, 1, "abcdefghijklmnopqrst…hijklmnopqrstuvwxyz",
               " · thread · 2 workers");
}

/* Where the steps have no colors of their own, one sign stands for a task. */
static void
test_legend_of_tasks (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (85, 2, 20);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, 300);
  PscSceneOptions options = *psc_scene_get_options (scene);
  guint n_items[PSC_LEGEND_NOTE + 1] = { 0 };
  GArray *legend;

  options.show_steps = FALSE;
  psc_scene_set_options (scene, &options);
  legend = _psc_scene_get_layout (scene)->legend;
  for (guint i = 0; i < legend->len; i++)
    n_items[g_array_index (legend, PscLegendItem, i).kind]++;

  g_assert_cmpuint (n_items[PSC_LEGEND_TASK], ==, 1);
  g_assert_cmpuint (n_items[PSC_LEGEND_STEP], ==, 0);
  g_assert_cmpuint (n_items[PSC_LEGEND_PART], >=, 3);
}

static const PscLegendItem *
find_note (PscScene *scene)
{
  GArray *legend = _psc_scene_get_layout (scene)->legend;
  const PscLegendItem *last = &g_array_index (legend, PscLegendItem,
                                              legend->len - 1);

  return last->kind == PSC_LEGEND_NOTE ? last : NULL;
}

/* The note stands behind the signs where there is room.  A run of many files has
 * it at any width that can hold it, on a line of its own if need be; another
 * has no line for it. */
static void
test_note (gconstpointer data)
{
  gboolean dense = GPOINTER_TO_INT (data);
  g_autoptr (PscRun) run = psc_test_run_new_random (83, 2, dense ? 2000 : 10);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, 300);
  guint n_behind = 0, n_below = 0, n_missing = 0;

  for (int width = 250; width < WIDTH; width += 10)
    {
      const PscLegendItem *note;
      int note_width;

      psc_scene_set_size (scene, width, 300);
      note = find_note (scene);
      if (note == NULL)
        {
          n_missing++;
          continue;
        }

      if (note->y == note[-1].y)
        n_behind++;
      else
        n_below++;
      _psc_text_measure (scene->text, PSC_TEXT_SMALL, note->label, -1,
                         &note_width, NULL);
      g_assert_cmpint (note->x + note_width, <, width);
      g_assert_true (note->y > note[-1].y || note->x > note[-1].x);
    }

  g_assert_cmpuint (n_behind, >, 0);
  g_assert_cmpint (n_below > 0, ==, dense);
  g_assert_cmpint (n_missing > 0, ==, !dense);
}

static void
test_has_columns (void)
{
  const guint n_files = 5000;
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 2, n_files);
  g_autoptr (PscScene) scene = NULL;

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  psc_test_run_add_worker (run, 2, 0, 0, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 0, n_files * 1000);
  for (guint i = 1; i < n_files; i++)
    psc_test_run_add_task (run, i, 2, 2, i + 1, i * 1000, (i + 1) * 1000);
  psc_test_run_end (run, n_files * 1000);

  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, 300);
  _psc_scene_get_layout (scene);
  g_assert_true (psc_scene_has_columns (scene));

  psc_time_scale_zoom_at (psc_scene_get_scale (scene), 500., 100.);
  _psc_scene_get_layout (scene);
  g_assert_false (psc_scene_has_columns (scene));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/layout/places", test_places);
  g_test_add_func ("/layout/minimum", test_minimum);
  g_test_add_func ("/layout/minimum-grows", test_minimum_grows);
  g_test_add_func ("/layout/title", test_title);
  g_test_add_func ("/layout/legend-of-tasks", test_legend_of_tasks);
  g_test_add_data_func ("/layout/note/few", GINT_TO_POINTER (FALSE), test_note);
  g_test_add_data_func ("/layout/note/dense", GINT_TO_POINTER (TRUE),
                        test_note);
  g_test_add_func ("/layout/has-columns", test_has_columns);

  return g_test_run ();
}
