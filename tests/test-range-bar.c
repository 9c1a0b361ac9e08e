/* test-range-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-range-bar.h"
#include "psc-test-app.h"
#include "psc-test-run.h"

#define MS G_GINT64_CONSTANT (1000000)

static PscRangeBar *
new_bar (void)
{
  return PSC_RANGE_BAR (g_object_ref_sink (psc_range_bar_new ()));
}

static PscTimeline *
new_timeline (void)
{
  return PSC_TIMELINE (g_object_ref_sink (psc_timeline_new ()));
}

static const char *
get_label (PscRangeBar *bar,
           const char  *name)
{
  return gtk_label_get_label (
    psc_test_get_template_child (GTK_WIDGET (bar), name));
}

static void
test_properties (void)
{
  PscRangeBar *bar = new_bar ();
  PscTimeline *timeline = new_timeline ();
  PscAccountBar *whole = PSC_ACCOUNT_BAR (
    g_object_ref_sink (psc_account_bar_new ()));
  g_autoptr (PscTimeline) got_timeline = NULL;
  g_autoptr (PscAccountBar) got_whole = NULL;
  guint n_timeline = 0, n_whole = 0;

  psc_test_count (bar, "notify::timeline", &n_timeline);
  psc_test_count (bar, "notify::account-bar", &n_whole);
  for (guint i = 0; i < 2; i++)
    g_object_set (bar, "timeline", timeline, "account-bar", whole, NULL);
  g_object_get (bar, "timeline", &got_timeline, "account-bar", &got_whole,
                NULL);
  g_assert_true (got_timeline == timeline && got_whole == whole);
  g_assert_cmpuint (n_timeline, ==, 1);
  g_assert_cmpuint (n_whole, ==, 1);
  g_clear_object (&got_timeline);
  g_clear_object (&got_whole);

  g_object_set (bar, "timeline", NULL, "account-bar", NULL, NULL);
  g_assert_null (psc_range_bar_get_timeline (bar));
  g_assert_null (psc_range_bar_get_account_bar (bar));

  psc_range_bar_set_timeline (bar, timeline);
  psc_range_bar_set_account_bar (bar, whole);
  g_assert_finalize_object (bar);
  g_assert_finalize_object (timeline);
  g_assert_finalize_object (whole);
}

/* The figures are those of the stretch, and are there as long as it is. */
static void
test_figures (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);
  PscRangeBar *bar = new_bar ();
  PscTimeline *timeline = new_timeline ();
  PscAccountBar *account =
    psc_test_get_template_child (GTK_WIDGET (bar), "account");
  g_autofree char *summary = NULL;

  psc_range_bar_set_timeline (bar, timeline);
  psc_timeline_set_run (timeline, run);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));

  psc_timeline_set_range (timeline, 40 * MS, 90 * MS);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (bar)));
  g_assert_cmpstr (get_label (bar, "title"), ==,
                   "Stretch of 50.0\302\240ms");
  g_assert_cmpstr (get_label (bar, "figures"), ==,
                   "40.0\302\240ms to 90.0\302\240ms · 1 file ended in it · "
                   "occupancy 0.60");
  summary = psc_account_bar_dup_summary (account);
  g_assert_nonnull (strstr (summary, "tail 40\302\240%"));

  psc_timeline_set_range (timeline, 0, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));

  /* Another run has no stretch. */
  psc_timeline_set_range (timeline, 40 * MS, 90 * MS);
  psc_timeline_set_run (timeline, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));

  g_assert_finalize_object (bar);
  g_assert_finalize_object (timeline);
}

static void
test_buttons (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);
  PscRangeBar *bar = new_bar ();
  PscTimeline *timeline = new_timeline ();
  GtkWidget *window = psc_test_present (GTK_WIDGET (timeline), 800, 300);
  gint64 begin_ns, end_ns;

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (timeline)),
                "gtk-enable-animations", FALSE, NULL);
  psc_range_bar_set_timeline (bar, timeline);
  psc_timeline_set_run (timeline, run);
  psc_timeline_set_range (timeline, 40 * MS, 80 * MS);

  g_signal_emit_by_name (psc_test_get_template_child (GTK_WIDGET (bar),
                                                      "zoom"), "clicked");
  g_assert_true (psc_timeline_get_visible (timeline, &begin_ns, &end_ns));
  g_assert_cmpint (begin_ns, ==, 40 * MS);
  g_assert_cmpint (end_ns, ==, 80 * MS);

  g_signal_emit_by_name (psc_test_get_template_child (GTK_WIDGET (bar),
                                                      "clear"), "clicked");
  g_assert_false (psc_timeline_get_range (timeline, NULL, NULL));

  g_assert_finalize_object (bar);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (timeline);
}

/* Both accounts light the same part of the chart. */
static void
test_light (void)
{
  g_autoptr (PscRun) run = psc_test_run_new_idle (MS);
  PscRangeBar *bar = new_bar ();
  PscTimeline *timeline = new_timeline ();
  PscAccountBar *whole = PSC_ACCOUNT_BAR (
    g_object_ref_sink (psc_account_bar_new ()));
  PscAccountBar *account =
    psc_test_get_template_child (GTK_WIDGET (bar), "account");

  psc_account_bar_set_run (whole, run);
  psc_range_bar_set_timeline (bar, timeline);
  psc_range_bar_set_account_bar (bar, whole);
  psc_timeline_set_run (timeline, run);

  psc_account_bar_set_pinned (whole, PSC_PART_TAIL);
  g_assert_cmpuint (psc_account_bar_get_pinned (account), ==, PSC_PART_TAIL);
  g_assert_cmpuint (psc_timeline_get_lit (timeline), ==, PSC_PART_TAIL);
  psc_account_bar_set_pinned (account, PSC_PART_START);
  g_assert_cmpuint (psc_account_bar_get_pinned (whole), ==, PSC_PART_START);
  g_assert_cmpuint (psc_timeline_get_lit (timeline), ==, PSC_PART_START);

  g_assert_finalize_object (bar);
  g_assert_finalize_object (timeline);
  g_assert_finalize_object (whole);
}

int
main (int    argc,
      char **argv)
{
  if (!psc_test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/range-bar/properties", test_properties);
  g_test_add_func ("/range-bar/figures", test_figures);
  g_test_add_func ("/range-bar/buttons", test_buttons);
  g_test_add_func ("/range-bar/light", test_light);

  return g_test_run ();
}
