/* test-chart-view.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-chart-view.h"
#include "psc-overview.h"
#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"

#define MS G_GINT64_CONSTANT (1000000)

typedef struct
{
  PscChartView *view;
  PscTimeline  *timeline;
  PscOverview  *overview;
  GtkWidget    *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (PscRun) run = psc_test_run_new_random (91, 3, 200);

  fixture->view = PSC_CHART_VIEW (g_object_ref_sink (psc_chart_view_new ()));
  fixture->timeline = psc_chart_view_get_timeline (fixture->view);
  fixture->overview = psc_test_get_template_child (GTK_WIDGET (fixture->view),
                                                   "overview");
  fixture->window = psc_test_present (GTK_WIDGET (fixture->view), 800, 400);
  psc_timeline_set_run (fixture->timeline, run);
  psc_timeline_set_upright (fixture->timeline, GPOINTER_TO_INT (data));
  psc_test_wait_for_frame (GTK_WIDGET (fixture->view));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->view);
}

/* The middle half of the run. */
static void
zoom (Fixture *fixture,
      gint64  *begin_ns,
      gint64  *end_ns)
{
  gint64 wall_ns =
    psc_scene_get_wall_ns (psc_timeline_get_scene (fixture->timeline));

  psc_timeline_zoom_to (fixture->timeline, wall_ns / 4, wall_ns / 4 * 3);
  psc_test_wait_until (
    gtk_widget_get_width (GTK_WIDGET (fixture->overview)) > 0 &&
    gtk_widget_get_height (GTK_WIDGET (fixture->overview)) > 0);
  psc_timeline_get_visible (fixture->timeline, begin_ns, end_ns);
}

static void
test_new (void)
{
  GtkWidget *view = g_object_ref_sink (psc_chart_view_new ());

  g_assert_true (PSC_IS_TIMELINE (
    psc_chart_view_get_timeline (PSC_CHART_VIEW (view))));

  g_assert_finalize_object (view);
}

static void
test_overview_properties (void)
{
  PscOverview *overview =
    PSC_OVERVIEW (g_object_ref_sink (psc_overview_new ()));
  PscTimeline *timeline =
    PSC_TIMELINE (g_object_ref_sink (psc_timeline_new ()));
  guint n_timeline = 0;

  psc_test_count (overview, "notify::timeline", &n_timeline);
  g_object_set (overview, "timeline", timeline, NULL);
  g_object_set (overview, "timeline", timeline, NULL);
  g_assert_cmpuint (n_timeline, ==, 1);
  g_assert_true (psc_overview_get_timeline (overview) == timeline);
  gtk_test_accessible_assert_role (overview, GTK_ACCESSIBLE_ROLE_SCROLLBAR);
  gtk_test_accessible_assert_property (overview,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Visible part of the run");

  psc_overview_set_timeline (overview, NULL);
  g_assert_finalize_object (timeline);
  g_assert_finalize_object (overview);
}

/* The overview is there while a part of the run is out of sight. */
static void
test_reveal (Fixture       *fixture,
             gconstpointer  data)
{
  GtkRevealer *revealer =
    psc_test_get_template_child (GTK_WIDGET (fixture->view), "revealer");
  GtkLabel *range =
    psc_test_get_template_child (GTK_WIDGET (fixture->view), "range");
  g_autofree char *whole = g_strdup (gtk_label_get_label (range));
  gint64 begin_ns, end_ns;

  g_assert_cmpstr (whole, ==, "Whole run");
  g_assert_false (gtk_revealer_get_reveal_child (revealer));

  zoom (fixture, &begin_ns, &end_ns);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_cmpstr (gtk_label_get_label (range), !=, whole);
  gtk_test_accessible_assert_property (
    fixture->overview, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
    gtk_label_get_label (range));

  /* It does not take the focus along. */
  gtk_widget_grab_focus (GTK_WIDGET (fixture->overview));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (fixture->overview)));
  gtk_widget_activate_action (GTK_WIDGET (fixture->timeline),
                              "timeline.zoom-fit", NULL);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (fixture->timeline)));
  g_assert_cmpstr (gtk_label_get_label (range), ==, whole);
}

/* One sign for all steps is shown where they have no colors. */
static void
test_legend (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *legend =
    psc_test_get_template_child (GTK_WIDGET (fixture->view), "legend");

  g_assert_false (gtk_widget_get_visible (legend));
  psc_timeline_set_show_steps (fixture->timeline, FALSE);
  g_assert_true (gtk_widget_get_visible (legend));
}

static void
drag (Fixture *fixture,
      gint64   from_ns,
      double   along_px)
{
  gboolean upright = psc_timeline_get_upright (fixture->timeline);
  GtkWidget *widget = GTK_WIDGET (fixture->overview);
  GtkEventController *gesture =
    psc_test_find_controller (widget, GTK_TYPE_GESTURE_DRAG);
  PscScene *scene = psc_timeline_get_scene (fixture->timeline);
  PscTimeScale strip;
  PscRect plot;
  double px;

  psc_scene_get_plot (scene, &plot);
  psc_scene_get_strip (scene, &plot, &strip);
  px = psc_time_scale_to_px (&strip, from_ns);
  if (upright)
    {
      g_signal_emit_by_name (gesture, "drag-begin", 15., px);
      g_signal_emit_by_name (gesture, "drag-update", 0., -along_px);
    }
  else
    {
      g_signal_emit_by_name (gesture, "drag-begin", px, 15.);
      g_signal_emit_by_name (gesture, "drag-update", along_px, 0.);
    }
}

static void
test_drag (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 begin_ns, end_ns, new_begin_ns, new_end_ns;

  /* All of it. */
  zoom (fixture, &begin_ns, &end_ns);
  drag (fixture, (begin_ns + end_ns) / 2, 20.);
  psc_timeline_get_visible (fixture->timeline, &new_begin_ns, &new_end_ns);
  g_assert_cmpint (new_begin_ns, >, begin_ns);
  g_assert_cmpint (new_end_ns - new_begin_ns, ==, end_ns - begin_ns);

  /* Its edges. */
  zoom (fixture, &begin_ns, &end_ns);
  drag (fixture, begin_ns, -20.);
  psc_timeline_get_visible (fixture->timeline, &new_begin_ns, &new_end_ns);
  g_assert_cmpint (new_begin_ns, <, begin_ns);
  g_assert_cmpint (new_end_ns, ==, end_ns);

  zoom (fixture, &begin_ns, &end_ns);
  drag (fixture, end_ns, -20.);
  psc_timeline_get_visible (fixture->timeline, &new_begin_ns, &new_end_ns);
  g_assert_cmpint (new_begin_ns, ==, begin_ns);
  g_assert_cmpint (new_end_ns, <, end_ns);

  /* Beside it. */
  zoom (fixture, &begin_ns, &end_ns);
  drag (fixture, begin_ns / 4, 0.);
  psc_timeline_get_visible (fixture->timeline, &new_begin_ns, &new_end_ns);
  g_assert_cmpint (new_begin_ns, ==, 0);
  g_assert_cmpint (new_end_ns, ==, end_ns - begin_ns);
}

/* Without a run there is nothing to hold on to. */
static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  GtkEventController *gesture =
    psc_test_find_controller (GTK_WIDGET (fixture->overview),
                              GTK_TYPE_GESTURE_DRAG);
  GtkEventController *scroll =
    psc_test_find_controller (GTK_WIDGET (fixture->overview),
                              GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  gint64 begin_ns, end_ns;
  gboolean handled = TRUE;

  zoom (fixture, &begin_ns, &end_ns);
  g_signal_emit_by_name (scroll, "scroll", 0., 1., &handled);
  g_assert_true (handled);

  psc_timeline_set_run (fixture->timeline, NULL);
  g_signal_emit_by_name (gesture, "drag-begin", 5., 5.);
  g_signal_emit_by_name (gesture, "drag-update", 5., 5.);
  g_signal_emit_by_name (scroll, "scroll", 0., 1., &handled);
  g_assert_false (handled);
  psc_test_wait_for_frame (GTK_WIDGET (fixture->view));
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                NULL);

  g_test_add_func ("/chart-view/new", test_new);
  g_test_add_func ("/chart-view/overview-properties",
                   test_overview_properties);
#define ADD(path, data, function) \
  g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, function, tear_down)
  ADD ("/chart-view/reveal", FALSE, test_reveal);
  ADD ("/chart-view/reveal-upright", TRUE, test_reveal);
  ADD ("/chart-view/legend", FALSE, test_legend);
  ADD ("/chart-view/drag", FALSE, test_drag);
  ADD ("/chart-view/drag-upright", TRUE, test_drag);
  ADD ("/chart-view/empty", FALSE, test_empty);
#undef ADD

  return g_test_run ();
}
