/* test-scene.c: what is seen is what is hit, at every zoom and both ways up
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "psc-recorder.h"
#include "psc-scene-private.h"
#include "psc-test-chart.h"
#include "psc-test-run.h"

#define WIDTH  700
#define HEIGHT 420

static const double zooms[] = { 1., 3., 20., 150., 2000. };

/* Somewhere in the run at this zoom. */
static void
zoom_to (PscScene *scene,
         double    zoom)
{
  PscTimeScale *scale = psc_scene_get_scale (scene);
  double share = g_test_rand_double_range (.05, .95);

  psc_time_scale_fit (scale);
  psc_time_scale_zoom_at (scale, scale->offset_px + share * scale->length_px,
                          zoom);
}

/* The middle of a pixel of a lane's bars. */
static void
get_place (PscScene *scene,
           guint     lane,
           int       px,
           double   *x,
           double   *y)
{
  PscRect rect;

  psc_scene_get_lane_rect (scene, lane, &rect);
  if (psc_scene_get_options (scene)->orientation == PSC_ORIENTATION_UPRIGHT)
    {
      *x = rect.x + rect.width / 2.;
      *y = rect.y + rect.height - px - .5;
    }
  else
    {
      *x = rect.x + px + .5;
      *y = rect.y + rect.height / 2.;
    }
}

static gboolean
contains (const PscRect *rect,
          double         x,
          double         y)
{
  return x >= rect->x && x <= rect->x + rect->width &&
         y >= rect->y && y <= rect->y + rect->height;
}

static double
get_length_px (PscScene *scene,
               gint64    begin_ns,
               gint64    end_ns)
{
  return (double) (end_ns - begin_ns) /
         psc_time_scale_get_ns_per_px (psc_scene_get_scale (scene));
}

/* What is hit at a pixel covers it, in space and, but for rounding, in time. */
static void
check_place (PscScene *scene,
             guint     lane,
             int       px)
{
  PscTimeScale *scale = psc_scene_get_scale (scene);
  gint64 slack_ns =
    (gint64) ceil (psc_time_scale_get_ns_per_px (scale)) + 1;
  gint64 time_ns = _psc_scene_to_ns (scene, px);
  PscRect rect;
  double x, y;
  PscHit hit;

  get_place (scene, lane, px, &x, &y);
  psc_scene_pick (scene, x, y, &hit);
  if (hit.kind == PSC_HIT_NOTHING)
    {
      g_assert_cmpint (time_ns + slack_ns, >=, psc_scene_get_wall_ns (scene));
      return;
    }

  g_assert_cmpuint (hit.lane, ==, lane);
  g_assert_true (contains (&hit.rect, x, y));
  g_assert_cmpint (hit.begin_ns, <=, time_ns + slack_ns);
  g_assert_cmpint (hit.end_ns, >=, time_ns - 1);

  if (hit.kind == PSC_HIT_TASK)
    {
      g_assert_true (psc_scene_get_task_rect (scene, hit.task, &rect));
      g_assert_cmpmem (&rect, sizeof rect, &hit.rect, sizeof rect);
    }
  else
    {
      g_assert_cmpint (hit.kind, ==, PSC_HIT_GAP);
      g_assert_cmpint (hit.part, !=, PSC_PART_STEP);
    }
}

/* A task with a bar of its own is hit wherever its bar is; bars of one lane
 * follow one another without overlapping. */
static void
check_bars (PscScene *scene,
            guint     lane)
{
  PscBars *bars = psc_scene_get_bars (scene);
  gboolean upright =
    psc_scene_get_options (scene)->orientation == PSC_ORIENTATION_UPRIGHT;
  double free = -1e9;

  for (guint i = 0; i < psc_bars_get_n_tasks (bars, lane); i++)
    {
      guint task = psc_bars_get_task (bars, lane, i);
      double length_px = get_length_px (scene,
                                        psc_bars_get_start_ns (bars, lane, i),
                                        psc_bars_get_end_ns (bars, lane, i));
      PscRect rect;
      PscHit hit;

      if (length_px < 3. || !psc_scene_get_task_rect (scene, task, &rect))
        continue;

      psc_scene_pick (scene, rect.x + rect.width / 2.,
                      rect.y + rect.height / 2., &hit);
      g_assert_cmpint (hit.kind, ==, PSC_HIT_TASK);
      g_assert_cmpuint (hit.task, ==, task);

      if (upright)
        {
          g_assert_cmpfloat (-(rect.y + rect.height), >=, free);
          free = -rect.y;
        }
      else
        {
          g_assert_cmpfloat (rect.x, >=, free);
          free = rect.x + rect.width;
        }
    }
}

static void
test_pick (gconstpointer data)
{
  PscOrientation orientation = GPOINTER_TO_UINT (data);
  static const guint lanes[] = { 1, 3, 40 };

  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (20 + i, lanes[i], 800);
      g_autoptr (PscScene) scene = psc_test_scene_new (run, orientation, WIDTH,
                                                       HEIGHT);

      for (guint j = 0; j < G_N_ELEMENTS (zooms); j++)
        {
          zoom_to (scene, zooms[j]);
          for (guint lane = 0; lane < lanes[i]; lane += 7)
            {
              for (int px = 0; px < _psc_scene_get_length (scene); px++)
                check_place (scene, lane, px);
              check_bars (scene, lane);
            }
        }
    }
}

/* The parts of a gap are those of the account, one behind the other. */
static void
test_gaps (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 2);
  g_autoptr (PscScene) scene = NULL;
  static const struct
  {
    gint64      time_ns;
    PscHitKind  kind;
    PscPartKind part;
  } places[] = {
    { 5000000, PSC_HIT_GAP, PSC_PART_START },
    { 15000000, PSC_HIT_GAP, PSC_PART_HANDOVER },
    { 25000000, PSC_HIT_TASK, 0 },
    { 35000000, PSC_HIT_GAP, PSC_PART_RESTART },
    { 45000000, PSC_HIT_GAP, PSC_PART_HANDOVER },
    { 55000000, PSC_HIT_TASK, 0 },
  };

  psc_test_run_add_worker (run, 1, 0, 10000000, 30000000);
  psc_test_run_add_worker (run, 1, 31000000, 40000000, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 20000000, 30000000);
  psc_test_run_add_task (run, 1, 1, 2, 2, 50000000, 60000000);
  psc_test_run_end (run, 50000000);
  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double x, y;
      PscHit hit;

      get_place (scene, 0, 0, &x, &y);
      x = psc_time_scale_to_px (psc_scene_get_scale (scene), places[i].time_ns);
      psc_scene_pick (scene, x, y, &hit);
      g_assert_cmpint (hit.kind, ==, places[i].kind);
      if (hit.kind == PSC_HIT_GAP)
        {
          g_assert_cmpint (hit.part, ==, places[i].part);
          g_assert_cmpint (hit.begin_ns, <=, places[i].time_ns);
          g_assert_cmpint (hit.end_ns, >=, places[i].time_ns);
        }
    }
}

/* The halves and quarters of a hand-made task are its steps. */
static void
test_steps (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  g_autoptr (PscScene) scene = NULL;
  static const struct
  {
    double share;
    int    step;
  } places[] = { { .2, 0 }, { .45, 0 }, { .6, 1 }, { .7, 1 }, { .9, 2 } };
  PscRect rect;

  psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 0, 80000000);
  psc_test_run_end (run, 0);
  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  g_assert_true (psc_scene_get_task_rect (scene, 0, &rect));

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      PscHit hit;

      psc_scene_pick (scene, rect.x + places[i].share * rect.width,
                      rect.y + 1., &hit);
      g_assert_cmpint (hit.step, ==, places[i].step);
    }
}

/* Among many tasks far narrower than a pixel, the one long bar stays. */
static void
test_long_bar (void)
{
  const guint n_files = 20000, long_one = 12345;
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, n_files);
  g_autoptr (PscScene) scene = NULL;
  gint64 now_ns = 1000;

  psc_test_run_add_worker (run, 1, 0, 1000, PSC_NEVER);
  for (guint i = 0; i < n_files; i++)
    {
      gint64 end_ns = now_ns + (i == long_one ? 5000000 : 10000);

      psc_test_run_add_task (run, i, 1, 1, i / 10 + 1, now_ns, end_ns);
      now_ns = end_ns + g_test_rand_int_range (0, 300);
    }
  psc_test_run_end (run, now_ns);
  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);

  for (guint i = 0; i < 200; i++)
    {
      PscTimeScale *scale = psc_scene_get_scale (scene);
      PscRect rect;
      PscHit hit;

      psc_time_scale_fit (scale);
      g_assert_true (psc_scene_get_task_rect (scene, long_one, &rect));
      psc_time_scale_zoom_at (scale, rect.x + rect.width / 2.,
                              g_test_rand_double_range (1., 20.));
      psc_time_scale_pan (scale, g_test_rand_double_range (-20., 20.));

      g_assert_true (psc_scene_get_task_rect (scene, long_one, &rect));
      g_assert_cmpfloat (rect.width, >=, 3.);
      psc_scene_pick (scene, rect.x + rect.width / 2., rect.y + 1., &hit);
      g_assert_cmpuint (hit.task, ==, long_one);
    }
}

static int
get_middle_px (PscScene *scene,
               guint     task)
{
  PscRect plot, rect;

  g_assert_true (psc_scene_get_task_rect (scene, task, &rect));
  psc_scene_get_plot (scene, &plot);

  return (int) (rect.x + rect.width / 2. - plot.x);
}

/* Each visible task that is not ok has a mark near by, which is never that of
 * something less grave; and marks do not cover each other. */
static void
test_marks (void)
{
  static const guint gravity[PSC_N_OUTCOMES] = {
    [PSC_OUTCOME_SKIPPED] = 1, [PSC_OUTCOME_STOPPED] = 2,
    [PSC_OUTCOME_NONZERO] = 3, [PSC_OUTCOME_FAILED] = 4,
    [PSC_OUTCOME_TIMED_OUT] = 5, [PSC_OUTCOME_KILLED] = 6,
    [PSC_OUTCOME_LOST] = 7,
  };
  g_autoptr (PscRun) run = psc_test_run_new_random (31, 2, 6000);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, HEIGHT);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (PscMark));
  int size = _psc_scene_get_layout (scene)->mark_size + 1;

  for (guint i = 0; i < 25; i++)
    {
      guint n_seen = 0;

      zoom_to (scene, zooms[i % G_N_ELEMENTS (zooms)]);
      _psc_scene_read_marks (scene, 0, marks);

      for (guint j = 1; j + 1 < marks->len; j++)
        g_assert_cmpint (g_array_index (marks, PscMark, j).px -
                         g_array_index (marks, PscMark, j - 1).px, >=, size);

      for (guint j = 0; j < psc_bars_get_n_tasks (scene->bars, 0); j++)
        {
          guint task = psc_bars_get_task (scene->bars, 0, j);
          PscOutcome outcome = psc_run_get_task (run, task)->outcome;
          gboolean found = FALSE;
          PscRect rect;

          if (outcome == PSC_OUTCOME_OK ||
              !psc_scene_get_task_rect (scene, task, &rect))
            continue;

          n_seen++;
          for (guint k = 0; k < marks->len; k++)
            {
              const PscMark *mark = &g_array_index (marks, PscMark, k);

              found |= ABS (mark->px - get_middle_px (scene, task)) <= 2 * size &&
                       gravity[mark->outcome] >= gravity[outcome];
            }
          g_assert_true (found);
        }

      g_assert_cmpuint (marks->len, <=, n_seen + 2);
    }
}

/* Workers that took over are shown where they became ready, and each of those
 * that are not has one that is near by in front of it. */
static void
test_restarts (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 1, 1);
  g_autoptr (PscScene) scene = NULL;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int));
  gint64 now_ns = 0;
  int size;

  for (guint i = 0; i < 3000; i++)
    {
      psc_test_run_add_worker (run, 1, now_ns, now_ns + 100, now_ns + 200);
      now_ns += g_test_rand_int_range (300, 200000);
    }
  psc_test_run_add_task (run, 0, 1, 1, 1, 100, now_ns);
  psc_test_run_end (run, 100);

  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  size = _psc_scene_get_layout (scene)->mark_size + 1;

  for (guint i = 0; i < 25; i++)
    {
      guint next = 0;

      zoom_to (scene, zooms[i % G_N_ELEMENTS (zooms)]);
      _psc_scene_read_restarts (scene, 0, places);

      for (guint j = 1; j < 3000; j++)
        {
          gint64 ready_ns = psc_run_get_worker (run, j)->ready_ns;
          int px = _psc_scene_to_px (scene, ready_ns);

          if (ready_ns < scene->scale.visible_begin_ns ||
              ready_ns > scene->scale.visible_end_ns)
            continue;

          if (next < places->len && g_array_index (places, int, next) == px)
            next++;
          else
            g_assert_cmpint (px - g_array_index (places, int, next - 1), <=,
                             size);
        }

      g_assert_cmpuint (next, ==, places->len);
    }
}

static void
test_in_hand (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_PROCESS, 2, 4);
  PscRecorder *recorder = psc_run_get_recorder (run);
  g_autoptr (PscScene) scene = NULL;
  gint64 wall_ns;
  guint found;
  PscRect rect;
  PscHit hit;

  psc_test_run_add_worker (run, 1, 0, 1000, PSC_NEVER);
  psc_test_run_add_task (run, 0, 1, 1, 1, 2000, 5000000);
  psc_recorder_task_begun (recorder, 1, 2, 6000000);
  psc_run_take_batch (run);
  scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES, WIDTH, HEIGHT);
  wall_ns = psc_scene_get_wall_ns (scene);
  g_assert_cmpint (wall_ns, >, 6000000);

  g_assert_true (psc_scene_get_task_rect (scene, 2, &rect));
  psc_scene_pick (scene, rect.x + rect.width / 2., rect.y + 1., &hit);
  g_assert_cmpint (hit.kind, ==, PSC_HIT_IN_HAND);
  g_assert_cmpuint (hit.task, ==, 2);
  g_assert_cmpint (hit.begin_ns, ==, 6000000);
  g_assert_cmpint (hit.end_ns, ==, wall_ns);

  g_assert_true (psc_scene_find_task (scene, 0, PSC_MOVE_NEXT, &found));
  g_assert_cmpuint (found, ==, 2);
  g_assert_false (psc_scene_find_task (scene, 2, PSC_MOVE_NEXT, &found));
  g_assert_true (psc_scene_find_task (scene, 2, PSC_MOVE_PREVIOUS, &found));
  g_assert_cmpuint (found, ==, 0);
  g_assert_false (psc_scene_get_task_rect (scene, 3, &rect));

  /* Time goes on, and the whole run stays in view. */
  g_usleep (2000);
  psc_scene_update (scene);
  g_assert_cmpint (psc_scene_get_wall_ns (scene), >, wall_ns);
  g_assert_true (psc_time_scale_is_fit (psc_scene_get_scale (scene)));

  psc_recorder_end_run (recorder, 0, NULL);
  psc_run_take_batch (run);
}

static void
test_find_task (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (41, 3, 60);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, HEIGHT);
  guint task, found, back, n = 1;

  g_assert_true (psc_scene_find_task (scene, G_MAXUINT, PSC_MOVE_NEXT, &task));
  g_assert_false (psc_scene_find_task (scene, task, PSC_MOVE_PREVIOUS, &found));
  g_assert_false (psc_scene_find_task (scene, task, PSC_MOVE_PREVIOUS_LANE,
                                       &found));

  for (; psc_scene_find_task (scene, task, PSC_MOVE_NEXT, &found); n++)
    {
      g_assert_true (psc_scene_find_task (scene, found, PSC_MOVE_PREVIOUS,
                                          &back));
      g_assert_cmpuint (back, ==, task);
      task = found;
    }
  g_assert_cmpuint (n, ==, psc_bars_get_n_tasks (scene->bars, 0));
  g_assert_true (psc_scene_find_task (scene, task, PSC_MOVE_LAST, &found));
  g_assert_cmpuint (found, ==, task);
  g_assert_true (psc_scene_find_task (scene, task, PSC_MOVE_FIRST, &found));
  g_assert_cmpuint (found, ==, psc_bars_get_task (scene->bars, 0, 0));

  g_assert_true (psc_scene_find_task (scene, task, PSC_MOVE_NEXT_LANE, &found));
  g_assert_cmpuint (psc_run_get_task (run, found)->lane, ==, 2);

  psc_time_scale_zoom_at (psc_scene_get_scale (scene), 0., 50.);
  for (guint i = 0; i < 60; i++)
    {
      PscRect rect;

      psc_scene_reveal_task (scene, i);
      g_assert_true (psc_scene_get_task_rect (scene, i, &rect));
    }
}

static void
test_labels (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (43, 3, 60);
  g_autoptr (PscScene) scene = psc_test_scene_new (run, PSC_ORIENTATION_LANES,
                                                   WIDTH, HEIGHT);
  PscRect plot, lane;
  PscHit hit;

  psc_scene_get_plot (scene, &plot);
  psc_scene_get_lane_rect (scene, 1, &lane);
  psc_scene_pick (scene, plot.x - 10., lane.y + lane.height / 2., &hit);
  g_assert_cmpint (hit.kind, ==, PSC_HIT_LABEL);
  g_assert_cmpuint (hit.lane, ==, 1);

  psc_scene_pick (scene, plot.x + 10., plot.y + plot.height + 30., &hit);
  g_assert_cmpint (hit.kind, ==, PSC_HIT_NOTHING);
  psc_scene_pick (scene, WIDTH * 2., lane.y, &hit);
  g_assert_cmpint (hit.kind, ==, PSC_HIT_NOTHING);
}

/* Whatever the room: the lanes lie within the plot, one beside the other. */
static void
test_sizes (void)
{
  static const int sizes[][2] = {
    { 0, 0 }, { 1, 1 }, { 40, 30 }, { 360, 200 }, { 1920, 1080 },
  };
  static const guint lanes[] = { 1, 8, 256 };

  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      g_autoptr (PscRun) run = psc_test_run_new_random (50, lanes[i], 300);

      for (guint j = 0; j < G_N_ELEMENTS (sizes) * 2; j++)
        {
          g_autoptr (PscScene) scene =
            psc_test_scene_new (run, j % 2, sizes[j / 2][0], sizes[j / 2][1]);
          int minimum_width, minimum_height, natural_height;
          PscRect plot;

          psc_scene_measure (scene, sizes[j / 2][0], &minimum_width,
                             &minimum_height, &natural_height);
          g_assert_cmpint (minimum_height, <=, natural_height);
          g_assert_cmpint (minimum_width, >, 0);

          psc_scene_set_size (scene, minimum_width, natural_height);
          psc_scene_get_plot (scene, &plot);
          g_assert_cmpfloat (plot.x + plot.width, <=, minimum_width);
          g_assert_cmpfloat (plot.y + plot.height, <=, natural_height);

          for (guint lane = 0; lane < lanes[i]; lane++)
            {
              PscRect rect;

              psc_scene_get_lane_rect (scene, lane, &rect);
              g_assert_cmpfloat (rect.x, >=, plot.x);
              g_assert_cmpfloat (rect.y, >=, plot.y);
              g_assert_cmpfloat (rect.x + rect.width, <=,
                                 plot.x + plot.width + 1.);
              g_assert_cmpfloat (rect.y + rect.height, <=,
                                 plot.y + plot.height + 1.);
              g_assert_cmpfloat (MIN (rect.width, rect.height), >=, 1.);
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/scene/pick/lanes",
                        GUINT_TO_POINTER (PSC_ORIENTATION_LANES), test_pick);
  g_test_add_data_func ("/scene/pick/upright",
                        GUINT_TO_POINTER (PSC_ORIENTATION_UPRIGHT), test_pick);
  g_test_add_func ("/scene/gaps", test_gaps);
  g_test_add_func ("/scene/steps", test_steps);
  g_test_add_func ("/scene/long-bar", test_long_bar);
  g_test_add_func ("/scene/marks", test_marks);
  g_test_add_func ("/scene/restarts", test_restarts);
  g_test_add_func ("/scene/in-hand", test_in_hand);
  g_test_add_func ("/scene/find-task", test_find_task);
  g_test_add_func ("/scene/labels", test_labels);
  g_test_add_func ("/scene/sizes", test_sizes);

  return g_test_run ();
}
