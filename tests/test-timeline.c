/* test-timeline.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"
#include "psc-timeline-private.h"
#include "psc-timeline.h"

#define NOTHING G_MAXUINT
#define MS      G_GINT64_CONSTANT (1000000)

static PscTimeline *
new_timeline (PscRun *run)
{
  PscTimeline *timeline =
    PSC_TIMELINE (g_object_ref_sink (psc_timeline_new ()));

  psc_timeline_set_run (timeline, run);

  return timeline;
}

static void
click (PscTimeline *timeline,
       double       x,
       double       y)
{
  GtkEventController *controller =
    psc_test_find_controller (GTK_WIDGET (timeline), GTK_TYPE_GESTURE_CLICK);

  g_signal_emit_by_name (controller, "released", 1, x, y);
}

static void
get_middle (PscTimeline *timeline,
            guint        task,
            double      *x,
            double      *y)
{
  PscRect rect;

  g_assert_true (psc_scene_get_task_rect (psc_timeline_get_scene (timeline),
                                          task, &rect));
  *x = rect.x + rect.width / 2;
  *y = rect.y + rect.height / 2;
}

static void
test_new (void)
{
  PscTimeline *timeline = new_timeline (NULL);

  g_assert_null (psc_timeline_get_run (timeline));
  g_assert_null (psc_timeline_get_scene (timeline));
  g_assert_cmpuint (psc_timeline_get_selected (timeline), ==, NOTHING);
  g_assert_false (psc_timeline_move (timeline, PSC_MOVE_NEXT));
  gtk_widget_activate_action (GTK_WIDGET (timeline), "timeline.zoom-in",
                              NULL);
  gtk_test_accessible_assert_role (timeline, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (timeline,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Timing chart");

  g_assert_finalize_object (timeline);
}

static void
test_properties (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (NULL);
  static const char * const options[] = {
    "show-chunks", "show-steps", "upright",
  };
  const PscSceneOptions *scene_options;
  guint n_run = 0, n_selected = 0;

  psc_test_count (timeline, "notify::run", &n_run);
  psc_test_count (timeline, "notify::selected", &n_selected);

  g_object_set (timeline, "run", run, NULL);
  g_object_set (timeline, "run", run, NULL);
  g_assert_cmpuint (n_run, ==, 1);
  g_assert_nonnull (psc_timeline_get_scene (timeline));
  gtk_test_accessible_assert_property (timeline,
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "2 workers, 5 files, 40.0 ms");

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", options[i], NULL);
      guint n_option = 0;
      gboolean before, after;

      psc_test_count (timeline, signal, &n_option);
      g_object_get (timeline, options[i], &before, NULL);
      g_object_set (timeline, options[i], !before, NULL);
      g_object_set (timeline, options[i], !before, NULL);
      g_object_get (timeline, options[i], &after, NULL);
      g_assert_cmpint (after, ==, !before);
      g_assert_cmpuint (n_option, ==, 1);
    }
  scene_options = psc_scene_get_options (psc_timeline_get_scene (timeline));
  g_assert_cmpint (scene_options->orientation, ==, PSC_ORIENTATION_UPRIGHT);
  g_assert_false (scene_options->show_chunks);
  g_assert_false (scene_options->show_steps);

  g_object_set (timeline, "selected", 3, NULL);
  g_object_set (timeline, "selected", 3, NULL);
  g_assert_cmpuint (n_selected, ==, 1);
  gtk_test_accessible_assert_property (timeline,
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "2 workers, 5 files, 40.0 ms; "
                                       "selected: file-000003 · 22.0 ms · "
                                       "file 11.0 ms · compute 5.50 ms · "
                                       "wc 5.50 ms");

  psc_timeline_set_run (timeline, NULL);
  g_assert_cmpuint (psc_timeline_get_selected (timeline), ==, NOTHING);

  g_assert_finalize_object (timeline);
}

static void
test_pick (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *window = psc_test_present (GTK_WIDGET (timeline), 800, 300);
  double x, y;

  for (guint task = 0; task < 5; task++)
    {
      get_middle (timeline, task, &x, &y);
      click (timeline, x, y);
      g_assert_cmpuint (psc_timeline_get_selected (timeline), ==, task);
    }

  /* Beside all bars. */
  click (timeline, 1., 1.);
  g_assert_cmpuint (psc_timeline_get_selected (timeline), ==, NOTHING);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

static void
assert_text (PscTimeline *timeline,
             double       x,
             double       y,
             const char  *expected)
{
  g_autofree char *text = NULL;
  PscHit hit;

  psc_scene_pick (psc_timeline_get_scene (timeline), x, y, &hit);
  text = _psc_timeline_dup_hit_text (timeline, &hit);
  g_assert_cmpstr (text, ==, expected);
}

/* A tooltip names the bar, or says why there is none. */
static void
test_text (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *window = psc_test_present (GTK_WIDGET (timeline), 800, 300);
  PscTimeScale *scale = psc_scene_get_scale (psc_timeline_get_scene (timeline));
  double x, y;

  get_middle (timeline, 3, &x, &y);
  assert_text (timeline, x, y,
               "file-000003 · 22.0 ms\n"
               "file 11.0 ms · compute 5.50 ms · wc 5.50 ms");
  assert_text (timeline, psc_time_scale_to_px (scale, 17 * MS), y,
               "hand-over · 2.00 ms\n"
               "The worker was ready and waited for a file.");
  get_middle (timeline, 4, &x, &y);
  assert_text (timeline, psc_time_scale_to_px (scale, 35 * MS), y,
               "tail · 10.0 ms\nNo file was left for this worker.");
  assert_text (timeline, psc_time_scale_to_px (scale, MS / 2), y,
               "start · 1.00 ms\nThe worker was not ready yet.");
  assert_text (timeline, 1., 1., NULL);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

static void
test_cursor (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *window = psc_test_present (GTK_WIDGET (timeline), 800, 300);
  const struct { PscMove move; gboolean moved; guint selected; } moves[] = {
    { PSC_MOVE_NEXT, TRUE, 0 },
    { PSC_MOVE_PREVIOUS, FALSE, 0 },
    { PSC_MOVE_NEXT, TRUE, 2 },
    { PSC_MOVE_LAST, TRUE, 4 },
    { PSC_MOVE_NEXT, FALSE, 4 },
    { PSC_MOVE_NEXT_LANE, TRUE, 3 },
    { PSC_MOVE_FIRST, TRUE, 1 },
    { PSC_MOVE_PREVIOUS_LANE, TRUE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_assert_cmpint (psc_timeline_move (timeline, moves[i].move), ==,
                       moves[i].moved);
      g_assert_cmpuint (psc_timeline_get_selected (timeline), ==,
                        moves[i].selected);
    }

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

static void
test_zoom (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *widget = GTK_WIDGET (timeline);
  GtkWidget *window = psc_test_present (widget, 800, 300);
  PscTimeScale *scale = psc_scene_get_scale (psc_timeline_get_scene (timeline));
  GtkEventController *scroll =
    psc_test_find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  gboolean handled = TRUE;
  gint64 begin_ns;

  /* A wheel over a chart that shows everything is for the page. */
  g_assert_true (psc_time_scale_is_fit (scale));
  g_signal_emit_by_name (scroll, "scroll", 0., 1., &handled);
  g_assert_false (handled);

  for (int i = 0; i < 6; i++)
    gtk_widget_activate_action (widget, "timeline.zoom-in", NULL);
  g_assert_false (psc_time_scale_is_fit (scale));

  begin_ns = scale->visible_begin_ns;
  g_signal_emit_by_name (scroll, "scroll", 0., 1., &handled);
  g_assert_true (handled);
  g_assert_cmpint (scale->visible_begin_ns, >, begin_ns);

  /* The cursor brings its bar into view. */
  psc_timeline_set_selected (timeline, 0);
  g_assert_cmpint (scale->visible_begin_ns, <=, 2 * MS);

  gtk_widget_activate_action (widget, "timeline.zoom-fit", NULL);
  g_assert_true (psc_time_scale_is_fit (scale));
  gtk_widget_activate_action (widget, "timeline.zoom-out", NULL);
  g_assert_true (psc_time_scale_is_fit (scale));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

/* Over charts below each other a wheel scrolls the page, and one that turns
 * sideways goes on in time. */
static void
test_beside (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *widget = GTK_WIDGET (timeline);
  GtkWidget *window = psc_test_present (widget, 800, 300);
  GtkEventController *scroll =
    psc_test_find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  gboolean handled = TRUE;
  gint64 begin_ns, end_ns;

  psc_timeline_set_beside (timeline, 20 * MS, TRUE);
  psc_timeline_zoom_to (timeline, 5 * MS, 10 * MS);
  g_signal_emit_by_name (scroll, "scroll", 0., 1., &handled);
  g_assert_false (handled);
  psc_timeline_get_visible (timeline, &begin_ns, &end_ns);
  g_assert_cmpint (begin_ns, ==, 5 * MS);

  g_signal_emit_by_name (scroll, "scroll", 1., 0., &handled);
  g_assert_true (handled);
  psc_timeline_get_visible (timeline, &begin_ns, &end_ns);
  g_assert_cmpint (begin_ns, >, 5 * MS);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

/* Time runs upwards: a wheel that is turned down goes back in it. */
static void
test_upright (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *widget = GTK_WIDGET (timeline);
  GtkWidget *window = psc_test_present (widget, 600, 500);
  GtkEventController *scroll =
    psc_test_find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  gboolean handled = FALSE;
  gint64 begin_ns, end_ns, first_ns;
  double x, y, later_y;

  psc_timeline_set_upright (timeline, TRUE);
  psc_test_wait_for_frame (widget);
  get_middle (timeline, 0, &x, &y);
  get_middle (timeline, 4, &x, &later_y);
  g_assert_cmpfloat (later_y, <, y);

  psc_timeline_zoom_to (timeline, 10 * MS, 20 * MS);
  psc_timeline_get_visible (timeline, &first_ns, &end_ns);
  g_signal_emit_by_name (scroll, "scroll", 0., 1., &handled);
  g_assert_true (handled);
  psc_timeline_get_visible (timeline, &begin_ns, &end_ns);
  g_assert_cmpint (begin_ns, <, first_ns);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

static void
test_zoom_to (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *widget = GTK_WIDGET (timeline);
  GtkWidget *window = psc_test_present (widget, 800, 300);
  guint n_zoomed = 0, n_views = 0;
  gint64 begin_ns, end_ns;

  psc_test_count (timeline, "notify::zoomed", &n_zoomed);
  psc_test_count (timeline, "view-changed", &n_views);

  psc_timeline_zoom_to (timeline, 5 * MS, 15 * MS);
  g_assert_true (psc_timeline_get_visible (timeline, &begin_ns, &end_ns));
  g_assert_cmpint (begin_ns, ==, 5 * MS);
  g_assert_cmpint (end_ns, ==, 15 * MS);
  g_assert_true (psc_timeline_get_zoomed (timeline));
  g_assert_cmpuint (n_zoomed, ==, 1);
  g_assert_cmpuint (n_views, >, 0);

  /* No more than the run. */
  psc_timeline_set_visible (timeline, -5 * MS, 95 * MS);
  psc_timeline_get_visible (timeline, &begin_ns, &end_ns);
  g_assert_cmpint (begin_ns, ==, 0);
  g_assert_cmpint (end_ns, ==, 40 * MS);
  g_assert_false (psc_timeline_get_zoomed (timeline));
  g_assert_cmpuint (n_zoomed, ==, 2);

  /* The selected task fills most of the chart, and its ends are seen. */
  gtk_widget_activate_action (widget, "timeline.zoom-selection", NULL);
  g_assert_false (psc_timeline_get_zoomed (timeline));
  psc_timeline_set_selected (timeline, 2);
  gtk_widget_activate_action (widget, "timeline.zoom-selection", NULL);
  psc_timeline_get_visible (timeline, &begin_ns, &end_ns);
  g_assert_cmpint (begin_ns, ==, 10 * MS);
  g_assert_cmpint (end_ns, ==, 22 * MS);

  psc_timeline_set_run (timeline, NULL);
  g_assert_false (psc_timeline_get_zoomed (timeline));
  g_assert_false (psc_timeline_get_visible (timeline, &begin_ns, &end_ns));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

/* A move takes a while and ends where it should, from where the one before it
 * would have led; who takes hold of the chart ends it. */
static void
test_animation (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *widget = GTK_WIDGET (timeline);
  GtkWidget *window = psc_test_present (widget, 800, 300);
  gint64 begin_ns, end_ns, held_begin_ns, held_end_ns;

  g_object_set (gtk_widget_get_settings (widget), "gtk-enable-animations",
                TRUE, NULL);

  psc_timeline_zoom_to (timeline, 10 * MS, 20 * MS);
  psc_timeline_get_visible (timeline, &begin_ns, &end_ns);
  g_assert_cmpint (end_ns, >, 20 * MS);
  gtk_widget_activate_action (widget, "timeline.zoom-in", NULL);
  psc_test_wait_until ((psc_timeline_get_visible (timeline, &begin_ns,
                                                  &end_ns),
                        end_ns - begin_ns < 7 * MS));
  g_assert_cmpint (begin_ns, >=, 10 * MS);
  g_assert_cmpint (end_ns, <=, 20 * MS);

  gtk_widget_activate_action (widget, "timeline.zoom-fit", NULL);
  psc_test_wait_for_frame (widget);
  psc_timeline_get_visible (timeline, &begin_ns, &end_ns);
  psc_timeline_set_visible (timeline, begin_ns, end_ns);
  for (int i = 0; i < 20; i++)
    psc_test_wait_for_frame (widget);
  psc_timeline_get_visible (timeline, &held_begin_ns, &held_end_ns);
  g_assert_cmpint (held_begin_ns, ==, begin_ns);
  g_assert_cmpint (held_end_ns, ==, end_ns);

  /* Without its run there is nowhere to go. */
  gtk_widget_activate_action (widget, "timeline.zoom-fit", NULL);
  psc_timeline_set_run (timeline, NULL);
  psc_test_wait_for_frame (widget);

  g_object_set (gtk_widget_get_settings (widget), "gtk-enable-animations",
                FALSE, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

/* Pointing at bars moves a highlight over the picture, which is kept. */
static void
test_paints (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *widget = GTK_WIDGET (timeline);
  GtkWidget *window = psc_test_present (widget, 800, 300);
  GtkEventController *motion =
    psc_test_find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  guint n_paints;

  /* A window may be given its size twice at first. */
  do
    {
      n_paints = psc_timeline_get_n_paints (timeline);
      psc_test_wait_for_frame (widget);
    }
  while (psc_timeline_get_n_paints (timeline) != n_paints);
  g_assert_cmpuint (n_paints, >, 0);

  for (guint task = 0; task < 5; task++)
    {
      double x, y;

      get_middle (timeline, task, &x, &y);
      g_signal_emit_by_name (motion, "motion", x, y);
      psc_test_wait_for_frame (widget);
    }
  g_assert_cmpuint (psc_timeline_get_n_paints (timeline), ==, n_paints);

  gtk_widget_activate_action (widget, "timeline.zoom-in", NULL);
  psc_test_wait_for_frame (widget);
  g_assert_cmpuint (psc_timeline_get_n_paints (timeline), ==, n_paints + 1);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

/* What is painted at the middle of a bar is not what is painted beside it. */
static void
test_picture (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *window = psc_test_present (GTK_WIDGET (timeline), 800, 300);
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  int width, height;
  double x, y;

  psc_test_wait_for_frame (GTK_WIDGET (timeline));
  texture = psc_test_render (GTK_WIDGET (timeline));
  width = gdk_texture_get_width (texture);
  height = gdk_texture_get_height (texture);
  pixels = g_new (guint32, width * height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);

  get_middle (timeline, 3, &x, &y);
  g_assert_cmphex (pixels[(int) y * width + (int) x - 3], !=, pixels[0]);
  g_assert_cmphex (pixels[(int) y * width + (int) x - 3] >> 24, ==, 0xff);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

/* A run that goes on is followed without a word from it. */
static void
test_live (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 2);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *widget = GTK_WIDGET (timeline);
  GtkWidget *window = psc_test_present (widget, 800, 300);
  guint worker = psc_test_run_add_worker (run, 1, 0, 1, PSC_NEVER);
  guint n_paints;

  psc_run_take_batch (run);
  psc_test_wait_for_frame (widget);
  n_paints = psc_timeline_get_n_paints (timeline);
  psc_test_wait_until (psc_timeline_get_n_paints (timeline) > n_paints + 1);

  psc_test_run_add_task (run, 0, 1, worker, 1, 2 * MS, 3 * MS);
  psc_test_run_add_task (run, 1, 1, worker, 1, 4 * MS, 5 * MS);
  psc_test_run_end (run, 4 * MS);
  psc_test_wait_for_frame (widget);
  n_paints = psc_timeline_get_n_paints (timeline);
  for (int i = 0; i < 20; i++)
    psc_test_wait_for_frame (widget);
  g_assert_cmpuint (psc_timeline_get_n_paints (timeline), ==, n_paints);
  g_assert_true (psc_timeline_move (timeline, PSC_MOVE_NEXT));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  /* What moves smoothly is there at once. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                NULL);

  g_test_add_func ("/timeline/new", test_new);
  g_test_add_func ("/timeline/properties", test_properties);
  g_test_add_func ("/timeline/pick", test_pick);
  g_test_add_func ("/timeline/text", test_text);
  g_test_add_func ("/timeline/cursor", test_cursor);
  g_test_add_func ("/timeline/zoom", test_zoom);
  g_test_add_func ("/timeline/beside", test_beside);
  g_test_add_func ("/timeline/upright", test_upright);
  g_test_add_func ("/timeline/zoom-to", test_zoom_to);
  g_test_add_func ("/timeline/animation", test_animation);
  g_test_add_func ("/timeline/paints", test_paints);
  g_test_add_func ("/timeline/picture", test_picture);
  g_test_add_func ("/timeline/live", test_live);

  return g_test_run ();
}
