/* test-timeline-range.c: a stretch of time that is chosen on the chart
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-test-app.h"
#include "psc-test-run.h"
#include "psc-test-utils.h"
#include "psc-timeline.h"

#define MS G_GINT64_CONSTANT (1000000)

typedef struct
{
  PscRun      *run;
  PscTimeline *timeline;
  GtkWidget   *window;
} Fixture;

/* One lane with ten tasks of 8 ms, one every 10 ms. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  guint worker;

  fixture->run = psc_test_run_new (PSC_MODE_DUMMY, 1, 10);
  worker = psc_test_run_add_worker (fixture->run, 1, 0, 0, PSC_NEVER);
  for (guint i = 0; i < 10; i++)
    psc_test_run_add_task (fixture->run, i, 1, worker, 1,
                           (10 * i + 2) * MS, (10 * i + 10) * MS);
  psc_test_run_end (fixture->run, 90 * MS);

  fixture->timeline = PSC_TIMELINE (g_object_ref_sink (psc_timeline_new ()));
  fixture->window = psc_test_present (GTK_WIDGET (fixture->timeline), 800,
                                      400);
  psc_timeline_set_run (fixture->timeline, fixture->run);
  psc_timeline_set_upright (fixture->timeline, GPOINTER_TO_INT (data));
  psc_test_wait_for_frame (GTK_WIDGET (fixture->timeline));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->timeline);
  g_object_unref (fixture->run);
}

static void
check_range (Fixture *fixture,
             gint64   begin_ns,
             gint64   end_ns)
{
  gint64 got_begin_ns, got_end_ns;

  g_assert_true (psc_timeline_get_range (fixture->timeline, &got_begin_ns,
                                         &got_end_ns));
  g_assert_cmpint (ABS (got_begin_ns - begin_ns), <, MS);
  g_assert_cmpint (ABS (got_end_ns - end_ns), <, MS);
}

/* The middle of the chart at a moment, as its own coordinates. */
static void
get_place (Fixture *fixture,
           gint64   time_ns,
           double  *x,
           double  *y)
{
  PscScene *scene = psc_timeline_get_scene (fixture->timeline);
  double along = psc_time_scale_to_px (psc_scene_get_scale (scene), time_ns);
  PscRect plot;

  psc_scene_get_plot (scene, &plot);
  *x = plot.x + plot.width / 2;
  *y = plot.y + plot.height / 2;
  if (psc_timeline_get_upright (fixture->timeline))
    *y = along;
  else
    *x = along;
}

/* The gesture that takes hold of edges goes before the one that pans. */
static GtkEventController *
find_drag (Fixture *fixture)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->timeline));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller =
        g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller) &&
          gtk_event_controller_get_propagation_phase (controller) ==
          GTK_PHASE_CAPTURE)
        return controller;
    }

  g_assert_not_reached ();
}

static void
drag (Fixture *fixture,
      gint64   from_ns,
      gint64   to_ns)
{
  GtkEventController *controller = find_drag (fixture);
  double from_x, from_y, to_x, to_y;

  get_place (fixture, from_ns, &from_x, &from_y);
  get_place (fixture, to_ns, &to_x, &to_y);
  g_signal_emit_by_name (controller, "drag-begin", from_x, from_y);
  g_signal_emit_by_name (controller, "drag-update", to_x - from_x,
                         to_y - from_y);
}

static void
test_range (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_changed = 0;

  psc_test_count (fixture->timeline, "range-changed", &n_changed);
  g_assert_false (psc_timeline_get_range (fixture->timeline, NULL, NULL));

  psc_timeline_set_range (fixture->timeline, 20 * MS, 60 * MS);
  psc_timeline_set_range (fixture->timeline, 20 * MS, 60 * MS);
  g_assert_cmpuint (n_changed, ==, 1);
  check_range (fixture, 20 * MS, 60 * MS);
  gtk_test_accessible_assert_property (
    fixture->timeline, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "1 worker, 10 files, 100\302\240ms; stretch from 20.0\302\240ms to "
    "60.0\302\240ms");

  psc_timeline_set_run (fixture->timeline, NULL);
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_false (psc_timeline_get_range (fixture->timeline, NULL, NULL));
  psc_timeline_set_range (fixture->timeline, 20 * MS, 60 * MS);
  g_assert_false (psc_timeline_get_range (fixture->timeline, NULL, NULL));
}

/* Each edge can be dragged, also beyond the other, but not out of the run. */
static void
test_drag (Fixture       *fixture,
           gconstpointer  data)
{
  psc_timeline_set_range (fixture->timeline, 20 * MS, 60 * MS);
  drag (fixture, 60 * MS, 70 * MS);
  check_range (fixture, 20 * MS, 70 * MS);
  drag (fixture, 20 * MS, 30 * MS);
  check_range (fixture, 30 * MS, 70 * MS);
  drag (fixture, 30 * MS, 90 * MS);
  check_range (fixture, 70 * MS, 90 * MS);
  drag (fixture, 90 * MS, 300 * MS);
  check_range (fixture, 70 * MS, 100 * MS);

  /* What begins elsewhere is not for the range. */
  drag (fixture, 20 * MS, 50 * MS);
  check_range (fixture, 70 * MS, 100 * MS);

  /* Zoomed, the edges are elsewhere. */
  psc_timeline_set_visible (fixture->timeline, 60 * MS, 80 * MS);
  drag (fixture, 70 * MS, 62 * MS);
  check_range (fixture, 62 * MS, 100 * MS);
}

static gboolean
has_tooltip (Fixture *fixture,
             gint64   time_ns)
{
  GtkWidget *widget = GTK_WIDGET (fixture->timeline);
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  double x, y;

  get_place (fixture, time_ns, &x, &y);

  return GTK_WIDGET_GET_CLASS (widget)->query_tooltip (widget, (int) x,
                                                       (int) y, FALSE,
                                                       tooltip);
}

/* Dragged past the edge of a zoomed chart, the range takes the chart with it
 * for as long as it is held there. */
static void
test_drag_beyond (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 begin_ns, end_ns;

  psc_timeline_set_visible (fixture->timeline, 40 * MS, 60 * MS);
  psc_timeline_set_range (fixture->timeline, 45 * MS, 55 * MS);
  g_assert_true (has_tooltip (fixture, 55 * MS));
  drag (fixture, 55 * MS, 65 * MS);
  g_assert_false (has_tooltip (fixture, 55 * MS));
  psc_test_wait_until (psc_timeline_get_range (fixture->timeline, &begin_ns,
                                               &end_ns) &&
                       end_ns == 100 * MS);
  check_range (fixture, 45 * MS, 100 * MS);
  psc_timeline_get_visible (fixture->timeline, &begin_ns, &end_ns);
  g_assert_cmpint (end_ns, ==, 100 * MS);

  /* Let go, it stays. */
  g_signal_emit_by_name (find_drag (fixture), "drag-end", 0., 0.);
  g_assert_true (has_tooltip (fixture, 95 * MS));
  psc_timeline_set_visible (fixture->timeline, 40 * MS, 60 * MS);
  psc_test_wait_for_frame (GTK_WIDGET (fixture->timeline));
  psc_timeline_get_visible (fixture->timeline, &begin_ns, &end_ns);
  g_assert_cmpint (begin_ns, ==, 40 * MS);
  check_range (fixture, 45 * MS, 100 * MS);
}

static gboolean
press (Fixture         *fixture,
       guint            key,
       GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->timeline));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts =
        g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (shortcuts))
        continue;

      for (guint j = 0; j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr (GtkShortcut) shortcut =
            g_list_model_get_item (shortcuts, j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (
                GTK_KEYVAL_TRIGGER (trigger)) == key &&
              gtk_keyval_trigger_get_modifiers (
                GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return gtk_shortcut_action_activate (
              gtk_shortcut_get_action (shortcut), 0,
              GTK_WIDGET (fixture->timeline),
              gtk_shortcut_get_arguments (shortcut));
        }
    }

  g_assert_not_reached ();
}

/* A range grows from the selected bar, to either side. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 begin_ns, end_ns;

  g_assert_false (press (fixture, GDK_KEY_Escape, 0));

  psc_timeline_set_selected (fixture->timeline, 4);
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  check_range (fixture, 42 * MS, 50 * MS);
  press (fixture, GDK_KEY_Up, GDK_SHIFT_MASK);
  check_range (fixture, 42 * MS, 52500000);
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
  check_range (fixture, 42 * MS, 50 * MS);
  press (fixture, GDK_KEY_End, GDK_SHIFT_MASK);
  check_range (fixture, 42 * MS, 100 * MS);
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  check_range (fixture, 42 * MS, 100 * MS);
  press (fixture, GDK_KEY_Home, GDK_SHIFT_MASK);
  check_range (fixture, 0, 42 * MS);

  g_assert_true (press (fixture, GDK_KEY_Escape, 0));
  g_assert_false (psc_timeline_get_range (fixture->timeline, NULL, NULL));
  press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
  check_range (fixture, 42 * MS, 50 * MS);
  press (fixture, GDK_KEY_Down, GDK_SHIFT_MASK);
  check_range (fixture, 39500000, 50 * MS);

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (fixture->timeline)),
                "gtk-enable-animations", FALSE, NULL);
  press (fixture, GDK_KEY_Return, GDK_SHIFT_MASK);
  psc_timeline_get_visible (fixture->timeline, &begin_ns, &end_ns);
  check_range (fixture, begin_ns, end_ns);

  /* Without a selected bar, from the middle of what is visible. */
  press (fixture, GDK_KEY_Escape, 0);
  psc_timeline_set_visible (fixture->timeline, 20 * MS, 60 * MS);
  psc_timeline_set_selected (fixture->timeline, G_MAXUINT);
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  check_range (fixture, 40 * MS, 41 * MS);
}

static guint32
get_pixel (Fixture *fixture,
           gint64   time_ns)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  int width;
  PscRect plot;
  double x, y;

  psc_test_wait_for_frame (GTK_WIDGET (fixture->timeline));
  texture = psc_test_render (GTK_WIDGET (fixture->timeline));
  width = gdk_texture_get_width (texture);
  pixels = g_new (guint32, width * gdk_texture_get_height (texture));
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);

  /* Beside the lane's bars there is nothing else. */
  get_place (fixture, time_ns, &x, &y);
  psc_scene_get_plot (psc_timeline_get_scene (fixture->timeline), &plot);
  if (psc_timeline_get_upright (fixture->timeline))
    x = plot.x + 2.;
  else
    y = plot.y + 2.;

  return pixels[(int) y * width + (int) x];
}

/* Only what is within the range is shaded; its edges stand out. */
static void
test_picture (Fixture       *fixture,
              gconstpointer  data)
{
  guint32 inside, outside, edge;

  psc_timeline_set_range (fixture->timeline, 23 * MS, 57 * MS);
  inside = get_pixel (fixture, 33 * MS);
  outside = get_pixel (fixture, 13 * MS);
  edge = get_pixel (fixture, 23 * MS);
  g_assert_cmphex (inside, !=, outside);
  g_assert_cmphex (edge, !=, inside);
  g_assert_cmphex (edge, !=, outside);
  g_assert_cmphex (get_pixel (fixture, 67 * MS), ==, outside);

  psc_timeline_set_range (fixture->timeline, 0, 0);
  g_assert_cmphex (get_pixel (fixture, 33 * MS), ==, outside);
}

int
main (int    argc,
      char **argv)
{
  const struct { const char *name; GTestFixtureFunc func; } tests[] = {
    { "range", (GTestFixtureFunc) test_range },
    { "drag", (GTestFixtureFunc) test_drag },
    { "drag-beyond", (GTestFixtureFunc) test_drag_beyond },
    { "keys", (GTestFixtureFunc) test_keys },
    { "picture", (GTestFixtureFunc) test_picture },
  };

  if (!psc_test_app_init (&argc, &argv))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (int upright = FALSE; upright <= TRUE; upright++)
      {
        g_autofree char *path =
          g_strdup_printf ("/timeline-range/%s/%s", tests[i].name,
                           upright ? "upright" : "lanes");

        g_test_add_vtable (path, sizeof (Fixture), GINT_TO_POINTER (upright),
                           (GTestFixtureFunc) set_up, tests[i].func,
                           (GTestFixtureFunc) tear_down);
      }

  return g_test_run ();
}
