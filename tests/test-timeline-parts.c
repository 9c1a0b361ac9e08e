/* test-timeline-parts.c: the parts of the account on the chart
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

static PscTimeline *
new_timeline (PscRun *run)
{
  PscTimeline *timeline =
    PSC_TIMELINE (g_object_ref_sink (psc_timeline_new ()));

  psc_timeline_set_run (timeline, run);

  return timeline;
}

/* One part of the account stands out, until there is another run. */
static void
test_lit (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  guint n_lit = 0, lit;

  psc_test_count (timeline, "notify::lit", &n_lit);
  g_object_set (timeline, "lit", PSC_PART_TAIL, NULL);
  g_object_set (timeline, "lit", PSC_PART_TAIL, NULL);
  g_object_get (timeline, "lit", &lit, NULL);
  g_assert_cmpuint (n_lit, ==, 1);
  g_assert_cmpuint (lit, ==, PSC_PART_TAIL);
  gtk_test_accessible_assert_property (timeline,
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "2 workers, 5 files, 40.0 ms; "
                                       "highlighted: tail");

  psc_timeline_set_run (timeline, NULL);
  g_assert_cmpuint (psc_timeline_get_lit (timeline), ==, PSC_NO_PART);

  g_assert_finalize_object (timeline);
}

/* It is told when files begin to share pixels, and when they no longer do. */
static void
test_merged (void)
{
  g_autoptr (PscRun) run = psc_test_run_new (PSC_MODE_THREAD, 1, 5000);
  guint worker = psc_test_run_add_worker (run, 1, 0, 0, PSC_NEVER);
  PscTimeline *timeline = new_timeline (NULL);
  GtkWidget *window = psc_test_present (GTK_WIDGET (timeline), 800, 300);
  guint n_changed = 0;

  for (guint i = 0; i < 5000; i++)
    psc_test_run_add_task (run, i, 1, worker, i + 1, i * MS, (i + 1) * MS);
  psc_test_run_end (run, 4999 * MS);

  psc_test_count (timeline, "merged-changed", &n_changed);
  g_assert_false (psc_timeline_get_merged (timeline));
  psc_timeline_set_run (timeline, run);
  psc_test_wait_until (n_changed == 1);
  g_assert_true (psc_timeline_get_merged (timeline));

  psc_timeline_set_visible (timeline, 10 * MS, 20 * MS);
  psc_test_wait_until (n_changed == 2);
  g_assert_false (psc_timeline_get_merged (timeline));

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

/* What one points at, or else clicked at, is told as a part of the account. */
static void
test_pointed (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_five (MS);
  PscTimeline *timeline = new_timeline (run);
  GtkWidget *widget = GTK_WIDGET (timeline);
  GtkWidget *window = psc_test_present (widget, 800, 300);
  PscTimeScale *scale = psc_scene_get_scale (psc_timeline_get_scene (timeline));
  GtkEventController *motion =
    psc_test_find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  const guint compute = psc_part_id (PSC_PART_STEP, 1);
  GtkEventController *click =
    psc_test_find_controller (widget, GTK_TYPE_GESTURE_CLICK);
  guint pointed;
  PscRect rect;
  double y;

  g_assert_true (psc_scene_get_task_rect (psc_timeline_get_scene (timeline),
                                          3, &rect));
  y = rect.y + rect.height / 2;
  g_signal_emit_by_name (motion, "motion",
                         psc_time_scale_to_px (scale, 30 * MS), y);
  g_object_get (timeline, "pointed", &pointed, NULL);
  g_assert_cmpuint (pointed, ==, compute);

  g_signal_emit_by_name (click, "released", 1,
                         psc_time_scale_to_px (scale, 17 * MS), y);
  g_assert_cmpuint (psc_timeline_get_pointed (timeline), ==, compute);
  g_signal_emit_by_name (motion, "leave");
  g_assert_cmpuint (psc_timeline_get_pointed (timeline), ==,
                    PSC_PART_HANDOVER);

  /* A task that is chosen elsewhere has nothing to do with that. */
  psc_timeline_set_selected (timeline, 1);
  g_assert_cmpuint (psc_timeline_get_pointed (timeline), ==, PSC_NO_PART);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/timeline-parts/lit", test_lit);
  g_test_add_func ("/timeline-parts/merged", test_merged);
  g_test_add_func ("/timeline-parts/pointed", test_pointed);

  return g_test_run ();
}
